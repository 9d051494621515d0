package org.ntkasymptotics.backend.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ntkasymptotics.backend.CudaReport.Place;

/**
 * Looks for the libraries of CUDA 12 and 13, in the order: the directory asked for, the loader's
 * path, CUDA_HOME and CUDA_PATH, the usual folders, Python's nvidia packages, the class path.
 *
 * <p>The first place that has a whole version is taken, 12 before 13 within one place, so that
 * versions are never mixed; a place may consist of several directories. A directory that was asked
 * for is the only place for run-time libraries; the driver may still lie elsewhere.
 */
final class LibraryLocator {
  private final LibraryPlaces places;
  private final Optional<Path> asked;
  private final ClassPathLibraries classPath;

  /**
   * Looks through these places.
   *
   * @param asked the directory that the user named, the first of them
   */
  LibraryLocator(LibraryPlaces places, Optional<Path> asked, ClassPathLibraries classPath) {
    this.places = places;
    this.asked = asked;
    this.classPath = classPath;
  }

  /** This computer's places, the directory asked for first. */
  static LibraryLocator ofThisMachine(Optional<Path> cudaLibs) {
    return new LibraryLocator(
        new LibraryPlaces(Path.of("/"), System.getenv(), cudaLibs),
        cudaLibs,
        ClassPathLibraries.ofThisJar());
  }

  /** Looks everywhere, also where it need not, so that the report is complete. */
  LibrarySearch search() {
    List<LibraryPlaces.Group> groups = places.groups();
    List<Place> looked = new ArrayList<>();
    for (LibraryPlaces.Group group : groups) {
      for (Path directory : group.directories()) {
        looked.add(new Place(group.origin(), directory.toString(), contents(directory)));
      }
    }
    List<Path> all = groups.stream().flatMap(group -> group.directories().stream()).toList();
    Optional<LibrarySearch.LibrarySet> runtime = Optional.empty();
    for (LibraryPlaces.Group group : groups) {
      runtime = runtime.or(() -> whole(group.directories(), all));
      if (asked.isPresent()) {
        break;
      }
    }
    Optional<Path> driver = first(CudaFamily.DRIVER, all);
    if (driver.isPresent() && runtime.isEmpty() && asked.isEmpty()) {
      runtime = classPath.unpacked();
    }
    looked.add(new Place("class path", ClassPathLibraries.FOLDER, classPath.contents()));
    return new LibrarySearch(asked, looked, driver, runtime);
  }

  private static Optional<LibrarySearch.LibrarySet> whole(List<Path> group, List<Path> all) {
    for (CudaFamily family : CudaFamily.values()) {
      if (family.required().stream().allMatch(name -> first(name, group).isPresent())) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String name : family.loadOrder()) {
          first(name, group).or(() -> first(name, all)).ifPresent(path -> files.put(name, path));
        }
        return Optional.of(new LibrarySearch.LibrarySet(family, files));
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> first(String name, List<Path> directories) {
    return directories.stream().map(d -> d.resolve(name)).filter(Files::isRegularFile).findFirst();
  }

  private static String contents(Path directory) {
    if (!Files.isDirectory(directory)) {
      return "not there";
    }
    Set<String> names = new LinkedHashSet<>();
    names.add(CudaFamily.DRIVER);
    for (CudaFamily family : CudaFamily.values()) {
      names.addAll(family.loadOrder());
    }
    names.removeIf(name -> !Files.isRegularFile(directory.resolve(name)));
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }
}
