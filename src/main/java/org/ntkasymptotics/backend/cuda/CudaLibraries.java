package org.ntkasymptotics.backend.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jcuda.JCudaVersion;
import jcuda.LibUtils;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcusolver.JCusolver;
import org.ntkasymptotics.backend.BackendUnavailableException;

/**
 * Loads the driver, CUDA's run-time libraries and JCuda's natives into this process, by absolute
 * path and in the order of dependence: a library that is there already satisfies a later need of
 * the same name, so no LD_LIBRARY_PATH is needed.
 *
 * <p>A process can load them once. Asking again for the same files is free; asking for others is
 * refused.
 *
 * @param search where they came from
 * @param notes what is worth knowing about the loading, for the report
 */
record CudaLibraries(LibrarySearch search, List<String> notes) {
  private static final List<String> NATIVES = List.of("JCudaDriver", "JCublas2", "JCusolver");

  /** What this process has loaded: a fact of the process, so the one place that is static. */
  private static final AtomicReference<CudaLibraries> LOADED = new AtomicReference<>();

  /**
   * Loads what was found.
   *
   * @throws BackendUnavailableException saying what is missing or could not be loaded
   */
  static CudaLibraries load(LibrarySearch search) {
    requireFound(search);
    synchronized (LOADED) {
      CudaLibraries loaded = LOADED.get();
      if (loaded == null) {
        loaded = new CudaLibraries(search, new ArrayList<>());
        loaded.load();
        LOADED.set(loaded);
      } else if (!loaded.search.driver().equals(search.driver())
          || !loaded.search.runtime().equals(search.runtime())) {
        throw new BackendUnavailableException(
            "this process has loaded CUDA's libraries from other places: the driver "
                + loaded.search.driver().orElseThrow());
      }
      return loaded;
    }
  }

  /**
   * Nothing is loaded unless all of it is there.
   *
   * @throws BackendUnavailableException saying what is missing
   */
  static void requireFound(LibrarySearch search) {
    if (search.asked().filter(directory -> !Files.isDirectory(directory)).isPresent()) {
      throw new BackendUnavailableException(
          "--cuda-libs " + search.asked().get() + " is not a directory");
    }
    if (search.driver().isEmpty()) {
      throw new BackendUnavailableException(
          "no NVIDIA driver (" + CudaFamily.DRIVER + ") was found");
    }
    if (search.runtime().isEmpty()) {
      throw new BackendUnavailableException(
          "the driver is at "
              + search.driver().get()
              + ", but "
              + search.asked().map(dir -> dir + " (--cuda-libs)").orElse("no place")
              + " has libcublas.so.12 with libcusolver.so.11 (CUDA 12), or libcublas.so.13 with"
              + " libcusolver.so.12 (CUDA 13); name one by --cuda-libs");
    }
  }

  private void load() {
    LibrarySearch.LibrarySet runtime = search.runtime().orElseThrow();
    loadFile(search.driver().orElseThrow());
    runtime.files().values().forEach(CudaLibraries::loadFile);
    if (runtime.family() == CudaFamily.CUDA_13) {
      unpack("forwarder", forwarders(), CudaLibraries::loadAll);
    }
    loadNatives();
  }

  private static List<NativeFile> forwarders() {
    List<NativeFile> files = new ArrayList<>();
    for (String name : CudaFamily.FORWARDERS) {
      files.add(
          NativeFile.onClassPath("cuda/forwarder", name)
              .orElseThrow(
                  () ->
                      new BackendUnavailableException(
                          "only CUDA 13 was found, for which this build lacks "
                              + name
                              + " (it was built without g++); rebuild where g++ is, or name CUDA"
                              + " 12's libraries by --cuda-libs")));
    }
    return files;
  }

  private void loadNatives() {
    List<NativeFile> files = new ArrayList<>();
    for (String name : NATIVES) {
      String file =
          "lib" + LibUtils.createPlatformLibraryName(name + "-" + JCudaVersion.get()) + ".so";
      files.add(
          NativeFile.onClassPath("lib", file)
              .orElseThrow(
                  () ->
                      new BackendUnavailableException(
                          "the native library "
                              + file
                              + " is not in this build, which is for"
                              + " Linux on x86-64 only")));
    }
    Path folder = unpack("jcuda-" + JCudaVersion.get(), files, CudaLibraries::loadAll);
    initialise(folder);
    NativeFile.onClassPath("cuda/xsyevd", Xsyevd.LIBRARY).ifPresent(this::loadXsyevd);
  }

  /** There is another way to eigenvectors: a library that this system cannot load is left out. */
  private void loadXsyevd(NativeFile file) {
    try {
      unpack("xsyevd", List.of(file), CudaLibraries::loadAll);
    } catch (BackendUnavailableException e) {
      notes.add("no 64-bit eigensolver: " + e.getMessage());
    }
  }

  private Path unpack(String version, List<NativeFile> files, Loading loading) {
    NativeCache cache = NativeCache.ofThisUser();
    try {
      Path folder = cache.unpack(version, files, path -> loading.load(path, files));
      notes.add(version + " unpacked to " + folder);
      return folder;
    } catch (UnsatisfiedLinkError e) {
      throw new BackendUnavailableException(e.getMessage(), e);
    } finally {
      cache.refusals().forEach(refusal -> notes.add("not unpacked to " + refusal));
    }
  }

  @FunctionalInterface
  private interface Loading {
    void load(Path folder, List<NativeFile> files);
  }

  private static void loadAll(Path folder, List<NativeFile> files) {
    files.forEach(file -> System.load(folder.resolve(file.name()).toString()));
  }

  private static void loadFile(Path path) {
    try {
      System.load(path.toAbsolutePath().toString());
    } catch (UnsatisfiedLinkError e) {
      throw new BackendUnavailableException(path + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  /**
   * Has JCuda's classes find the natives that are loaded already: in their static initialisers they
   * look for files of these names in java.io.tmpdir, and only if there are none write them, without
   * a lock and without a check.
   */
  private static void initialise(Path folder) {
    String temporary = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", folder.toString());
    try {
      JCudaDriver.setExceptionsEnabled(true);
      JCublas2.setExceptionsEnabled(true);
      JCusolver.setExceptionsEnabled(true);
    } catch (LinkageError e) {
      throw new BackendUnavailableException("JCuda does not start: " + e.getMessage(), e);
    } finally {
      System.setProperty("java.io.tmpdir", temporary);
    }
  }
}
