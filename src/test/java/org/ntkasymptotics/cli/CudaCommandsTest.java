package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.EIGENVALUE;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.cuda.TestDevice;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * The command line on the emulated device: the same numbers, and one clear line for every fault.
 */
class CudaCommandsTest {
  private static final int M = 60;

  @TempDir Path directory;

  @BeforeEach
  @AfterEach
  void behave() {
    TestDevice.behave();
  }

  private Path out(String name) {
    return directory.resolve(name);
  }

  private CommandLineSession spectrum(String backend, Path out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("spectrum", "--samples", "" + M, "--target", "ball", "--backend", backend));
    args.addAll(List.of("--cuda-libs", "" + TestDevice.emulated(), "--out", "" + out));
    args.addAll(List.of(more));
    return CommandLineSession.run(args.toArray(String[]::new));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void theDeviceGivesTheNumbersOfTheProcessor() throws Exception {
    CommandLineSession device = spectrum("cuda", out("device"), "--json", "--vectors");
    assertEquals(0, device.code(), device.err());
    assertEquals("cuda", json(device.out()).path("backend").asText(), device.out());
    assertEquals(0, spectrum("cpu", out("cpu"), "--quiet").code());
    double[] ours = ArrayFile.readVector(out("device").resolve("eigenvalues.npy"));
    double[] theirs = ArrayFile.readVector(out("cpu").resolve("eigenvalues.npy"));
    assertEquals(M, ours.length);
    for (int i = 0; i < M; i++) {
      assertWithin(theirs[i], ours[i], EIGENVALUE * theirs[0], "eigenvalue " + i);
    }
    assertEquals(M, ArrayFile.readMatrix(out("device").resolve("eigenvectors.npy")).rows());
    assertSameLoss(theirs[0]);
  }

  @Test
  void productsOnTheDeviceTellWhatThoseOfTheProcessorDo() {
    String[] free = {
      "--matrix-free", "--no-halves", "--steps", "5", "--probes", "3", "--quiet", "--accuracy", "0"
    };
    CommandLineSession device = spectrum("cuda", out("device"), free);
    assertEquals(0, device.code(), device.err());
    assertEquals(0, spectrum("cpu", out("cpu"), free).code());
    double[] ours = ArrayFile.readVector(out("device").resolve("eigenvalues.npy"));
    double[] theirs = ArrayFile.readVector(out("cpu").resolve("eigenvalues.npy"));
    assertTrue(theirs.length > 2, "leading: " + theirs.length);
    for (int i = 0; i < Math.min(ours.length, theirs.length); i++) {
      assertWithin(theirs[i], ours[i], EIGENVALUE * theirs[0], "eigenvalue " + i);
    }
  }

  /** Trained on one machine, its kernel taken on both. */
  @Test
  void theDeviceTakesTheKernelOfATrainedNetwork() throws Exception {
    CommandLineSession training =
        CommandLineSession.run(
            "train",
            "--samples",
            "" + M,
            "--target",
            "ball",
            "--width",
            "50",
            "--steps",
            "20",
            "--kernel",
            "deep-relu-ntk:hidden=2",
            "--backend",
            "cuda",
            "--cuda-libs",
            "" + TestDevice.emulated(),
            "--out",
            "" + out("trained"),
            "--quiet");
    assertEquals(0, training.code(), training.err());
    String kernel = "empirical:" + out("trained");
    CommandLineSession device =
        spectrum("cuda", out("device"), "--kernel", kernel, "--json", "--vectors");
    assertEquals(0, device.code(), device.err());
    assertEquals("cuda", json(device.out()).path("backend").asText(), device.out());
    assertEquals(0, spectrum("cpu", out("cpu"), "--kernel", kernel, "--quiet").code());
    double[] ours = ArrayFile.readVector(out("device").resolve("eigenvalues.npy"));
    double[] theirs = ArrayFile.readVector(out("cpu").resolve("eigenvalues.npy"));
    for (int i = 0; i < M; i++) {
      assertWithin(theirs[i], ours[i], EIGENVALUE * theirs[0], "eigenvalue " + i);
    }
  }

  @Test
  void singlePrecisionSaysHowManyEigenvaluesItResolves() throws Exception {
    CommandLineSession session =
        spectrum("cuda", out("single"), "--precision", "single", "--quiet");
    assertEquals(0, session.code(), session.err());
    double[] values = ArrayFile.readVector(out("single").resolve("eigenvalues.npy"));
    long resolved =
        Arrays.stream(values).filter(v -> v > Math.sqrt(M) * 0x1p-23 * values[0]).count();
    assertTrue(
        session.out().contains("single precision resolves " + resolved + " of " + M),
        session.out());
    JsonNode summary = json(Files.readString(out("single").resolve("summary.json")));
    assertEquals(resolved, summary.path("numbers").path("eigenvaluesAboveRoundOff").asLong());
    assertTrue(Files.readString(out("single").resolve("report.html")).contains("ingle precision"));
  }

  /** δfᵀ exp(−2tK) δf moves by 2t‖E‖|δf|² at most when K becomes K + E. */
  private void assertSameLoss(double norm) {
    RowMatrix ours = ArrayFile.readMatrix(out("device").resolve("loss.csv"));
    RowMatrix theirs = ArrayFile.readMatrix(out("cpu").resolve("loss.csv"));
    assertEquals(theirs.rows(), ours.rows());
    for (int i = 0; i < theirs.rows(); i++) {
      double t = theirs.get(i, 0);
      double allowed = EIGENVALUE * theirs.get(0, 1) * (1 + 2 * t * norm);
      assertWithin(theirs.get(i, 1), ours.get(i, 1), allowed, "loss at t = " + t);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fail_allocation = 3, 1, OUT_OF_MEMORY on Emulated device; take fewer points",
    "fail_launch = 1, 1, CUDA_ERROR_LAUNCH",
    "fail_execution = 1, 1, CUDA_ERROR_LAUNCH_FAILED",
    "fail_solver = 1, 1, CUSOLVER_STATUS",
    "solver_info = 3, 1, devInfo = 3",
    "solver_error = 1e-3, 1, the check of the result failed",
    "lost_at_call = 60+, 1, the device may be lost",
    "memory = 20000, 2, 'would fit, or use --backend cpu'",
    "init_result = 100, 3, it sees no device",
    "devices = 0, 3, no device",
    "driver_version = 11040, 3, the NVIDIA driver is too old",
    "module_result = 209, 3, cannot be loaded",
    "source_hash = 0000, 3, compiled from other sources"
  })
  void everyFaultIsOneLineAndLeavesNothing(String setting, int code, String expected)
      throws IOException {
    TestDevice.behave(setting);
    CommandLineSession session = spectrum("cuda", out("run"), "--quiet");
    String err = session.refusal(code);
    assertTrue(err.startsWith("ntk spectrum: "), err);
    assertTrue(err.contains(expected), err);
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "init_result = 100, it sees no device",
    "driver_version = 11040, the NVIDIA driver is too old",
    "compute_capability = 6.1, too old: the kernels need 7.5",
    "module_result = 209, cannot be loaded"
  })
  void autoSaysInOneLineWhyItTakesTheProcessor(String setting, String expected) throws Exception {
    TestDevice.behave(setting);
    CommandLineSession session = spectrum("auto", out("run"));
    assertEquals(0, session.code(), session.err());
    List<String> said = session.err().lines().filter(line -> line.startsWith("ntk: ")).toList();
    assertEquals(1, said.size(), session.err());
    assertTrue(said.get(0).startsWith("ntk: back end cpu (auto: CUDA is not used: "), said.get(0));
    assertTrue(said.get(0).contains(expected), said.get(0));
    JsonNode summary = json(Files.readString(out("run").resolve("summary.json")));
    assertEquals("cpu", summary.path("backend").asText());
    assertTrue(summary.path("backendReason").asText().contains(expected), "" + summary);
  }

  @Test
  void autoTakesTheDeviceWhereItCan() {
    CommandLineSession session = spectrum("auto", out("run"));
    assertEquals(0, session.code(), session.err());
    assertTrue(session.err().startsWith("ntk: back end cuda (auto: "), session.err());
  }

  @Test
  void doctorTellsWhatTheDeviceCan() throws Exception {
    String libraries = TestDevice.emulated().toString();
    CommandLineSession session =
        CommandLineSession.run("doctor", "--json", "--cuda-libs", libraries);
    assertEquals(0, session.code(), session.err());
    JsonNode found = json(session.out());
    assertEquals("cuda", found.path("backend").path("name").asText());
    assertEquals("yes", found.path("cuda").path("usable").asText());
    long gram = found.path("largest").path("gram").asLong();
    long modes = found.path("largest").path("modes").asLong();
    long eigh = found.path("largest").path("eigh").asLong();
    assertTrue(eigh > 2 && eigh < modes && modes <= gram, session.out());
    for (String key : List.of("driver supports", "cuSOLVER", "device", "kernels", "memory free")) {
      assertTrue(found.path("cuda").has(key), key + ": " + session.out());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "init_result = 100, it sees no device",
    "driver_version = 11040, too old",
    "source_hash = 0000, compiled from other sources"
  })
  void doctorTellsWhyTheDeviceIsNotUsed(String setting, String expected) {
    TestDevice.behave(setting);
    String libraries = TestDevice.emulated().toString();
    CommandLineSession auto = CommandLineSession.run("doctor", "--cuda-libs", libraries);
    assertEquals(0, auto.code(), auto.err());
    assertTrue(auto.out().contains(expected), auto.out());
    CommandLineSession asked =
        CommandLineSession.run("doctor", "--backend", "cuda", "--cuda-libs", libraries);
    String err = asked.refusal(3);
    assertTrue(err.contains(expected), err);
  }
}
