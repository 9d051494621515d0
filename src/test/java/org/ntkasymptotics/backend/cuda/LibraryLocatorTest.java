package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.backend.CudaReport.Place;

/** Machines made of empty files. */
class LibraryLocatorTest {
  private static final String[] CUDA_12 = {"libcublas.so.12", "libcusolver.so.11"};
  private static final String[] CUDA_13 = {"libcublas.so.13", "libcusolver.so.12"};

  @TempDir Path root;
  private final Map<String, String> environment = new HashMap<>();

  private Path put(String directory, String... names) throws IOException {
    Path path = Files.createDirectories(root.resolve(directory));
    for (String name : names) {
      Files.createFile(path.resolve(name));
    }
    return path;
  }

  private LibrarySearch search(Optional<Path> asked) {
    LibraryPlaces places = new LibraryPlaces(root, environment, asked);
    return new LibraryLocator(places, asked, ClassPathLibraries.none()).search();
  }

  private LibrarySearch search() {
    return search(Optional.empty());
  }

  private static Path blas(LibrarySearch search) {
    LibrarySearch.LibrarySet set = search.runtime().orElseThrow();
    return set.files().get(set.family().required().get(0)).getParent();
  }

  @Test
  void nothingIsFoundOnAnEmptyMachineAndEveryPlaceIsNamed() {
    LibrarySearch search = search();
    assertTrue(search.driver().isEmpty() && search.runtime().isEmpty());
    List<String> origins = search.places().stream().map(Place::origin).distinct().toList();
    assertTrue(origins.containsAll(List.of("loader", "usual folders", "class path")), "" + origins);
    assertTrue(search.places().stream().anyMatch(p -> p.found().equals("not there")));
  }

  /** Each place is emptied after it was found, so that the next in the order is. */
  @Test
  void placesAreTakenInTheirOrder() throws IOException {
    Path asked = put("asked", CUDA_12);
    environment.put("LD_LIBRARY_PATH", put("ld", CUDA_12) + ":relative:");
    Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
    Files.writeString(root.resolve("etc/ld.so.conf"), "include ld.so.conf.d/*.conf # all\n");
    Files.writeString(root.resolve("etc/ld.so.conf.d/a.conf"), "# none\n/opt/listed\n");
    Path listed = put("opt/listed", CUDA_12);
    environment.put("CUDA_HOME", put("home/lib64", CUDA_12).getParent().toString());
    environment.put("CUDA_PATH", put("path/lib64", CUDA_12).getParent().toString());
    Path usual = put("usr/local/cuda/lib64", CUDA_12);
    Path newer = put("usr/local/cuda-12.8/lib64", CUDA_12);
    Path older = put("usr/local/cuda-12.2/lib64", CUDA_12);
    environment.put("VIRTUAL_ENV", root.resolve("venv").toString());
    Path python = put("venv/lib/python3.12/site-packages/nvidia/cublas/lib", CUDA_12[0]);
    put("venv/lib/python3.12/site-packages/nvidia/cusolver/lib", CUDA_12[1]);
    assertEquals(asked, blas(search(Optional.of(asked))));
    for (Path expected :
        List.of(
            root.resolve("ld"),
            listed,
            root.resolve("home/lib64"),
            root.resolve("path/lib64"),
            usual,
            newer,
            older,
            python)) {
      assertEquals(expected, blas(search()));
      Files.delete(expected.resolve(CUDA_12[0]));
    }
    assertTrue(search().runtime().isEmpty());
  }

  @Test
  void versionsAreNotMixedAndTheOlderIsTakenFirst() throws IOException {
    put("usr/local/cuda-13.0/lib64", CUDA_13);
    put("usr/local/cuda-12.2/lib64", CUDA_12[0]);
    assertEquals(CudaFamily.CUDA_13, search().runtime().orElseThrow().family());
    put("usr/local/cuda-13.0/lib64", CUDA_12);
    assertEquals(CudaFamily.CUDA_12, search().runtime().orElseThrow().family());
  }

  @Test
  void filesComeInTheOrderOfDependenceAndFromOtherPlacesWhereNeeded() throws IOException {
    environment.put("LD_LIBRARY_PATH", put("ld", CUDA_12).toString());
    put("usr/lib64", "libnvJitLink.so.12", "libcusparse.so.12", "libcublasLt.so.12");
    assertEquals(
        List.of(
            "libnvJitLink.so.12",
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcusparse.so.12",
            "libcusolver.so.11"),
        List.copyOf(search().runtime().orElseThrow().files().keySet()));
  }

  @Test
  void aDirectoryAskedForIsTheOnlyOneForLibrariesButNotForTheDriver() throws IOException {
    Path driver = put("usr/lib/x86_64-linux-gnu", "libcuda.so.1");
    put("usr/local/cuda/lib64", CUDA_12);
    Path asked = put("empty");
    LibrarySearch search = search(Optional.of(asked));
    assertTrue(search.runtime().isEmpty());
    assertEquals(Optional.of(driver.resolve("libcuda.so.1")), search.driver());
    put("empty/nvidia/cu13/lib", CUDA_13);
    assertEquals(CudaFamily.CUDA_13, search(Optional.of(asked)).runtime().orElseThrow().family());
  }

  @Test
  void pythonIsFoundByThePathToo() throws IOException {
    environment.put("PATH", put("conda/bin") + ":/nowhere");
    Path packages = put("conda/lib/python3.11/site-packages/nvidia/cu13/lib", CUDA_13);
    assertEquals(packages, blas(search()));
  }
}
