package org.ntkasymptotics.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.linalg.RowMatrix;

class BackendsTest {

  @Test
  void autoTakesTheProcessorAndSaysWhy(@TempDir Path directory) {
    try (Backend backend =
        Backends.open(withoutCuda(BackendChoice.AUTO, 0, directory), Progress.NONE)) {
      BackendInfo info = backend.info();
      assertEquals("cpu", info.name());
      assertEquals(Runtime.getRuntime().availableProcessors(), info.threads());
      assertTrue(info.reason().startsWith("auto: CUDA is not used: "), info.reason());
      assertTrue(info.properties().get("LAPACK").startsWith("OpenBLAS 0."), "" + info);
      assertTrue(info.properties().containsKey("vectors"));
    }
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed(@TempDir Path directory) {
    Path absent = directory.resolve("absent");
    try (Backend backend =
        Backends.open(withoutCuda(BackendChoice.AUTO, 1, absent), Progress.NONE)) {
      assertEquals(
          "auto: CUDA is not used: --cuda-libs " + absent + " is not a directory",
          backend.info().reason());
    }
  }

  @Test
  void cudaIsRefusedWithWhatIsMissing(@TempDir Path directory) {
    BackendOptions options = withoutCuda(BackendChoice.CUDA, 1, directory);
    String message =
        assertThrows(BackendUnavailableException.class, () -> Backends.open(options, Progress.NONE))
            .getMessage();
    assertTrue(message.startsWith("back end cuda is not available: "), message);
    assertTrue(message.contains("libcublas.so.12") || message.contains("libcuda.so.1"), message);
    assertTrue(!message.contains("\n"), message);
    CudaReport report = Backends.examineCuda(options);
    assertTrue(report.whyNot().isPresent());
    assertEquals(directory.toString(), report.places().get(0).directory());
    assertEquals("nothing", report.places().get(0).found());
  }

  /** No run-time library lies there, whatever else this machine has. */
  @Test
  void aClusterIsForBuildsAndStartsThatHaveOne() {
    BackendUnavailableException refused =
        assertThrows(
            BackendUnavailableException.class, () -> Backends.open(BackendChoice.SPARK, 1));
    assertTrue(refused.getMessage().contains("docker/spark/submit.sh"), refused.getMessage());
  }

  private static BackendOptions withoutCuda(BackendChoice choice, int threads, Path directory) {
    return BackendOptions.of(choice, threads).withCudaLibs(directory);
  }

  @Test
  void choicesAreReadByTheirWords() {
    for (BackendChoice choice : BackendChoice.values()) {
      assertEquals(choice, BackendChoice.from(choice.word()));
    }
    assertThrows(IllegalArgumentException.class, () -> BackendChoice.from("gpu"));
    assertThrows(IllegalArgumentException.class, () -> Backends.open(BackendChoice.CPU, -1));
  }

  @Test
  void thisProcessorRefusesSpectraInSinglePrecision() {
    BackendOptions single = BackendOptions.of(BackendChoice.CPU, 1).withPrecision(Precision.SINGLE);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Backends.open(single, Progress.NONE))
            .getMessage();
    assertTrue(message.contains("need --backend cuda"), message);
  }

  @Test
  void progressGoesFromGramToModesAndEndsAtOne() {
    List<String> heard = new ArrayList<>();
    double[] last = new double[1];
    Progress listener =
        (stage, fraction, detail) -> {
          heard.add(stage);
          last[0] = fraction;
          assertTrue(fraction >= 0 && fraction <= 1);
        };
    try (Backend backend = Backends.open(BackendOptions.of(BackendChoice.CPU, 2), listener)) {
      BackendMatrix gram = backend.gram(new ReluNtk(1, 1), Samples.gaussian(200, 2, 1));
      assertEquals(1, last[0]);
      backend.modes(gram, RowMatrix.zeros(0, 200));
      assertEquals(1, last[0]);
    }
    assertTrue(heard.contains("kernel matrix") && heard.contains("eigenvalues"), "" + heard);
  }
}
