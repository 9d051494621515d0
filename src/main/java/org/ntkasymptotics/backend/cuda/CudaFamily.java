package org.ntkasymptotics.backend.cuda;

import java.util.List;

/** A major version of CUDA's run-time libraries, by the names of its files. */
enum CudaFamily {
  /** Its cuSOLVER still calls itself 11. */
  CUDA_12(
      12,
      List.of("libcublas.so.12", "libcusolver.so.11"),
      List.of(
          "libnvJitLink.so.12",
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcusparse.so.12",
          "libcusolver.so.11",
          "libcusolverMg.so.11")),
  /** Needs forwarders: JCuda's natives ask for the names and symbol versions of CUDA 12. */
  CUDA_13(
      13,
      List.of("libcublas.so.13", "libcusolver.so.12"),
      List.of(
          "libnvJitLink.so.13",
          "libcublasLt.so.13",
          "libcublas.so.13",
          "libcusparse.so.12",
          "libcusolver.so.12",
          "libcusolverMg.so.12"));

  /** What lets JCuda's natives run on CUDA 13, in the order of loading. */
  static final List<String> FORWARDERS =
      List.of("libcublas.so.12", "libcusolver.so.11", "libcusolverMg.so.11");

  /** The file of the driver, the same for all versions. */
  static final String DRIVER = "libcuda.so.1";

  private final int major;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> required;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> loadOrder;

  CudaFamily(int major, List<String> required, List<String> loadOrder) {
    this.major = major;
    this.required = required;
    this.loadOrder = loadOrder;
  }

  /** 12 or 13. */
  int major() {
    return major;
  }

  /** Files without which nothing works. */
  List<String> required() {
    return required;
  }

  /** Files in the order of dependence; those not required are loaded where they are found. */
  List<String> loadOrder() {
    return loadOrder;
  }
}
