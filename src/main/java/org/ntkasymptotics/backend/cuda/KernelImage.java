package org.ntkasymptotics.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ntkasymptotics.backend.BackendUnavailableException;

/**
 * The compiled kernels and the hash of the sources that they must have been compiled from.
 *
 * @param origin where they were found
 * @param bytes of the fat binary
 * @param sourceHash in hexadecimal digits
 */
record KernelImage(String origin, byte[] bytes, String sourceHash) {
  private static final String NAME = "kernels.fatbin";

  /**
   * The image of this build; a device that brings its own beside its driver takes that one.
   *
   * @throws BackendUnavailableException if there is none
   */
  static KernelImage beside(Path driver) {
    return beside(driver, KernelImage.class.getClassLoader());
  }

  /** The same for another build. */
  static KernelImage beside(Path driver, ClassLoader build) {
    String hash =
        new String(
                resource(
                    build,
                    "cuda/kernels.sha256",
                    "this build has no CUDA kernels, not even their hash"),
                StandardCharsets.US_ASCII)
            .strip();
    Path own = driver.resolveSibling(NAME);
    if (!Files.isRegularFile(own)) {
      byte[] bytes =
          resource(
              build,
              "cuda/" + NAME,
              "this build has no CUDA kernels: it was built without nvcc; install the CUDA toolkit"
                  + " and build again");
      return new KernelImage("in the jar", bytes, hash);
    }
    try {
      return new KernelImage(own.toString(), Files.readAllBytes(own), hash);
    } catch (IOException e) {
      throw new BackendUnavailableException(own + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] resource(ClassLoader build, String name, String otherwise) {
    try (InputStream in = build.getResourceAsStream(name)) {
      if (in == null) {
        throw new BackendUnavailableException(otherwise);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the jar cannot be read", e);
    }
  }
}
