package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The libraries that let CUDA 12's users run on CUDA 13, called by a program of their own. */
class ForwarderTest {
  private static final Path FORWARDERS = Path.of("target/classes/cuda/forwarder");

  @Test
  void callsArriveAtTheNewLibraryUnchanged() throws IOException, InterruptedException {
    TestDevice.requireBuilt(FORWARDERS.resolve("libcublas.so.12"), "forwarder");
    Process test =
        new ProcessBuilder("cuda-kernels/cublas12-on-cuda13/test.sh", FORWARDERS.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, test.waitFor(), said);
    assertEquals("", said);
  }
}
