package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.backend.BackendUnavailableException;

class KernelImageTest {
  @TempDir Path build;

  private KernelImage image() throws IOException {
    Path driver = build.resolve("libcuda.so.1");
    try (URLClassLoader classes = new URLClassLoader(new URL[] {build.toUri().toURL()}, null)) {
      return KernelImage.beside(driver, classes);
    }
  }

  private String refusal() {
    return assertThrows(BackendUnavailableException.class, this::image).getMessage();
  }

  @Test
  void aBuildWithoutNvccSaysSo() throws IOException {
    assertTrue(refusal().contains("not even their hash"), refusal());
    Path cuda = Files.createDirectory(build.resolve("cuda"));
    Files.writeString(cuda.resolve("kernels.sha256"), "abc\n");
    assertTrue(refusal().contains("built without nvcc"), refusal());
    Files.write(cuda.resolve("kernels.fatbin"), new byte[] {1, 2});
    assertEquals("in the jar", image().origin());
    assertEquals("abc", image().sourceHash());
    assertArrayEquals(new byte[] {1, 2}, image().bytes());
  }

  @Test
  void aDeviceThatBringsItsOwnTakesThose() throws IOException {
    Path cuda = Files.createDirectory(build.resolve("cuda"));
    Files.writeString(cuda.resolve("kernels.sha256"), "abc\n");
    Files.write(build.resolve("kernels.fatbin"), new byte[] {7});
    assertArrayEquals(new byte[] {7}, image().bytes());
    assertEquals(build.resolve("kernels.fatbin").toString(), image().origin());
  }
}
