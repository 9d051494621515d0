package org.ntkasymptotics.backend;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether CUDA can be used here, and how that was found out.
 *
 * @param whyNot what is missing, in one clause; empty if CUDA can be used
 * @param found libraries, versions, device, in display order
 * @param places where libraries were looked for, in order
 */
public record CudaReport(Optional<String> whyNot, Map<String, String> found, List<Place> places) {

  /**
   * One place that was looked at.
   *
   * @param origin why it was looked at, such as "--cuda-libs" or "LD_LIBRARY_PATH"
   * @param directory the place
   * @param found "not there", "nothing", or what it has
   */
  public record Place(String origin, String directory, String found) {}
}
