package org.ntkasymptotics.backend.cuda;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ntkasymptotics.backend.CudaReport.Place;

/**
 * What {@link LibraryLocator} found.
 *
 * @param asked the directory that the user named
 * @param places looked at, in order
 * @param driver the driver's library
 * @param runtime the run-time libraries
 */
record LibrarySearch(
    Optional<Path> asked, List<Place> places, Optional<Path> driver, Optional<LibrarySet> runtime) {

  /** Copies the list. */
  LibrarySearch {
    places = List.copyOf(places);
  }

  /**
   * Run-time libraries of one version.
   *
   * @param files name → path, in the order in which they must be loaded
   */
  record LibrarySet(CudaFamily family, Map<String, Path> files) {}
}
