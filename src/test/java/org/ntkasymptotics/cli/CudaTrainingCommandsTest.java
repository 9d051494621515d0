package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ntkasymptotics.reference.Tolerances.MACHINES_APART;
import static org.ntkasymptotics.reference.Tolerances.assertWithin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.backend.DescentTrials;
import org.ntkasymptotics.backend.cuda.TestDevice;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.CheckpointFile;
import org.ntkasymptotics.network.NetworkFile;

/** Training from the command line on the emulated device. */
class CudaTrainingCommandsTest {
  @TempDir Path directory;

  @BeforeEach
  @AfterEach
  void behave() {
    TestDevice.behave();
  }

  private Path out(String name) {
    return directory.resolve(name);
  }

  private List<String> training(String backend, String name, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--target", "ball"));
    words.addAll(List.of("--backend", backend, "--cuda-libs", "" + TestDevice.emulated()));
    words.addAll(List.of("--out", "" + out(name)));
    words.addAll(List.of(more));
    return words;
  }

  private CommandLineSession train(String backend, String name, String... more) {
    return CommandLineSession.run(training(backend, name, more).toArray(String[]::new));
  }

  private Path loss(String name) {
    return out(name).resolve("loss.csv");
  }

  private RowMatrix losses(String name) {
    return ArrayFile.readMatrix(loss(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--kernel relu-ntk",
        "--parametrisation mean-field",
        "--kernel power-ntk:q=1.5",
        "--uniform ball:d=9",
        "--kernel deep-relu-ntk:hidden=2"
      })
  void theDeviceTrainsLikeTheProcessor(String network) throws Exception {
    String[] size =
        ("--samples 90 --width 120 --steps 40 --precision double " + network).split(" ", -1);
    CommandLineSession device = train("cuda", "device", size);
    assertEquals(0, device.code(), device.err());
    String summary = Files.readString(out("device").resolve("summary.json"));
    assertEquals("cuda", new ObjectMapper().readTree(summary).path("backend").asText(), summary);
    assertEquals(0, train("cpu", "cpu", size).code());
    RowMatrix ours = losses("device");
    RowMatrix theirs = losses("cpu");
    assertEquals(theirs.rows(), ours.rows());
    for (int k = 0; k < theirs.rows(); k++) {
      assertEquals(theirs.get(k, 0), ours.get(k, 0), 0.0, "the same step size");
      double scale = Math.sqrt(theirs.get(k, 1) * theirs.get(0, 1));
      assertWithin(theirs.get(k, 1), ours.get(k, 1), MACHINES_APART * 0x1p-53 * scale, "loss " + k);
    }
    assertTrue(Files.size(out("device").resolve("network.npz")) > 0);
  }

  /** In a process of its own, which the system asks to end while it trains. */
  @Tag(DescentTrials.MANY_STEPS)
  @Test
  void aTerminatedTrainingGoesOnWithTheSameBits() throws Exception {
    String[] size = "--samples 150 --width 128 --steps 1000 --precision double".split(" ", -1);
    Path log = out("log");
    Process process = start(log, training("cuda", "run", size));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
    while (process.isAlive() && !hasState() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "takes too long to end");
    String said = Files.readString(log);
    assertEquals(143, process.exitValue(), said);
    assertTrue(said.contains("./ntk run --resume " + out("run")), said);
    assertFalse(Files.exists(out("run").resolve("summary.json")));
    CommandLineSession resumed = CommandLineSession.run("run", "--resume", "" + out("run"));
    assertEquals(0, resumed.code(), resumed.err());
    assertEquals(0, train("cuda", "whole", size).code());
    assertEquals(-1, Files.mismatch(loss("run"), loss("whole")), "losses differ");
    assertArrayEquals(parameters("whole"), parameters("run"), 0.0);
  }

  private double[] parameters(String name) {
    return NetworkFile.read(out(name).resolve("network.npz")).parameters();
  }

  /** Whether something of the training was saved. */
  private boolean hasState() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(CheckpointFile.SUFFIX));
    } catch (UncheckedIOException e) {
      return false; // a file that was there only for a moment
    }
  }

  private static Process start(Path log, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Dntk.checkpoint-seconds=0.2");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Errors a thousand times the outputs leave the linear regime at once. */
  @Test
  void divergenceSaysWhenAndWhatToChange() throws Exception {
    Random random = new Random(5);
    StringBuilder points = new StringBuilder();
    StringBuilder residual = new StringBuilder();
    for (int m = 0; m < 20; m++) {
      points.append(random.nextGaussian()).append(',').append(random.nextGaussian()).append('\n');
      residual.append(1000 * random.nextGaussian()).append('\n');
    }
    CommandLineSession session =
        CommandLineSession.run(
            "train",
            "--points",
            "" + Files.writeString(out("points.csv"), points),
            "--residual",
            "" + Files.writeString(out("residual.csv"), residual),
            "--width",
            "5",
            "--steps",
            "1000",
            "--step-fraction",
            "0.9",
            "--backend",
            "cuda",
            "--cuda-libs",
            "" + TestDevice.emulated(),
            "--out",
            "" + out("run"));
    assertEquals(1, session.code(), session.err());
    assertTrue(session.err().contains("training diverged at step "), session.err());
    assertTrue(session.err().contains("take a smaller step-fraction"), session.err());
  }
}
