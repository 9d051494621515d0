package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.config.ConfigSource;
import org.ntkasymptotics.linalg.NpyFile;
import org.ntkasymptotics.reference.Tolerances;
import org.ntkasymptotics.report.RunDirectory;

/** What should not be given to the program, given to it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbuseTest {
  private static final long GIBIBYTE = 1L << 30;

  @TempDir Path directory;

  private CommandLineSession refused(String says, String... arguments) {
    CommandLineSession session = CommandLineSession.run(arguments);
    assertEquals(2, session.code(), session.err());
    assertEquals(1, session.err().lines().count(), session.err());
    assertTrue(session.err().contains(says), session.err());
    return session;
  }

  private String file(String name, String content) throws IOException {
    Files.createDirectories(directory.resolve(name).getParent());
    return Files.writeString(directory.resolve(name), content).toString();
  }

  /** Sparse: it takes no room on the disk. */
  private String zeros(String name, long length, byte... start) throws IOException {
    Path path = directory.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(start);
      file.setLength(length);
    }
    return path.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.npy"})
  void aGibibyteOfZerosIsRefusedAtOnce(String name) throws IOException {
    String file = zeros(name, GIBIBYTE);
    refused(name, "spectrum", "--points", file);
    refused(name, "spectrum", "--samples", "50", "--residual", file);
    refused(name, "fit", file);
    refused(name, "run", file);
    refused(name, "sweep", file);
  }

  @Test
  void aGibibyteIsNoNetworkAndNoDigits() throws IOException {
    refused("not a .npz file", "spectrum", "--kernel", "empirical:" + zeros("a.npz", GIBIBYTE));
    refused("training state", "spectrum", "--kernel", "empirical:" + zeros("a.state", GIBIBYTE));
    zeros("train-images-idx3-ubyte", GIBIBYTE);
    zeros("train-labels-idx1-ubyte", GIBIBYTE);
    refused("0x00000000", "spectrum", "--mnist", directory.toString());
  }

  @Test
  void garbageWithoutALineEndIsRefused() throws IOException {
    String digits = file("digits.csv", "7".repeat((1 << 24) + 2));
    refused("a line must not exceed", "spectrum", "--points", digits);
  }

  /** A gibibyte of them would fill as many gigabytes of memory as there are. */
  @Test
  void numbersWithoutEndAreRefusedSoon() throws IOException {
    Path file = directory.resolve("ones.csv");
    byte[] ones = "1\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int k = 0; k < 20; k++) {
        out.write(ones);
      }
    }
    refused("expected at most 20000000 rows", "spectrum", "--points", file.toString());
  }

  @Test
  void pipesAndDevicesAreNotWaitedFor() throws Exception {
    Path run = Files.createDirectories(directory.resolve("run"));
    for (Path pipe : List.of(directory.resolve("a.csv"), run.resolve("summary.json"))) {
      Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
      assertEquals(0, made.waitFor());
    }
    refused("is a pipe", "spectrum", "--points", directory.resolve("a.csv").toString());
    refused("is a pipe", "run", directory.resolve("a.csv").toString());
    refused("is a pipe", "report", run.toString());
    Path endless = Files.createSymbolicLink(directory.resolve("b.csv"), Path.of("/dev/zero"));
    refused("is a pipe, socket or device", "spectrum", "--points", endless.toString());
    refused("is a pipe, socket or device", "sweep", endless.toString());
  }

  @Test
  void namesInRunDirectoriesLeadNowhereElse() throws IOException {
    file("sweep/sweep.json", "{\"points\": [{\"name\": \"../outside\", \"values\": {}}]}");
    refused("no name that could be a directory's", "report", directory + "/sweep");
    String chart = "{\"rows\": [{\"charts\": [{\"id\": \"../../evil\", \"curves\": []}]}]}";
    file("run/report.json", chart);
    file("run/summary.json", "{\"laws\": {}, \"started\": \"2026-01-31T12:00:00Z\"}");
    refused("cannot name a file", "report", directory + "/run");
    assertFalse(Files.exists(directory.resolve("evil.svg")));
  }

  @Test
  void linksInInterruptedRunsAreNotFollowed() throws IOException {
    Path secret = Path.of(file("secret.yaml", "experiment: laws\n"));
    Path staging = Files.createDirectories(directory.resolve("a.partial"));
    Files.writeString(staging.resolve("eigenvalues.npy"), "something to resume");
    Files.createSymbolicLink(staging.resolve("experiment.yaml"), secret);
    refused("has no experiment.yaml", "run", "--resume", directory + "/a");
    Files.createSymbolicLink(directory.resolve("b.partial"), staging);
    refused("no interrupted run", "run", "--resume", directory + "/b");
  }

  /** The beginning of a description is one too, of something else. */
  @Test
  void aDescriptionThatWasCutOffIsNotResumed() throws IOException {
    String whole = directory.resolve("whole").toString();
    assertEquals(0, CommandLineSession.run("laws", "--quiet", "--out", whole).code());
    String yaml = Files.readString(Path.of(whole, "experiment.yaml"));
    file("cut.partial/experiment.yaml", yaml.substring(0, yaml.indexOf("kernel:")));
    file("cut.partial/eigenvalues.npy", "something to resume");
    refused("cut off or changed", "run", "--resume", directory + "/cut");
  }

  /** What was measured of the old points does not belong to the new ones. */
  @Test
  void pointsThatChangedMeanwhileAreMeasuredAgain() throws IOException {
    String points = file("points.csv", "0,1\n1,0\n1,1\n2,3\n");
    Path run = directory.resolve("run");
    spectrumOf(points, run);
    Files.move(run, directory.resolve("run.partial"));
    file("points.csv", "0,1\n1,0\n1,1\n2,4\n");
    CommandLineSession resumed = CommandLineSession.run("run", "--resume", run.toString());
    assertEquals(0, resumed.code(), resumed.err());
    Path fresh = directory.resolve("fresh");
    spectrumOf(points, fresh);
    assertEquals(
        -1,
        Files.mismatch(fresh.resolve("eigenvalues.npy"), run.resolve("eigenvalues.npy")),
        "those of the old points");
  }

  private static void spectrumOf(String points, Path out) {
    CommandLineSession session =
        CommandLineSession.run("spectrum", "--points", points, "--out", out.toString(), "--quiet");
    assertEquals(0, session.code(), session.err());
  }

  @Test
  void aRunInOtherHandsIsLeftToThem() throws Exception {
    Path place = directory.resolve("run");
    String experiment = ConfigSource.parse("experiment: laws\n", "laws").config().toYaml();
    try (RunDirectory run = RunDirectory.start(place, experiment)) {
      run.writeText("notes.txt", "ours");
      ProgramProcess other =
          ProgramProcess.start(directory, "run", "--resume", place.toString(), "--quiet");
      int code = other.await();
      assertEquals(1, code, other.printed());
      assertTrue(other.printed().contains("another process is working in"), other.printed());
      assertTrue(run.has("notes.txt"));
    }
  }

  @Test
  void aHeapTooSmallSaysHowLargeItMustBe() throws Exception {
    byte[] header = new byte[128];
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    System.arraycopy(start, 0, header, 0, start.length);
    String dict = "{'descr': '<f8', 'fortran_order': False, 'shape': (20000000, 2), }";
    byte[] text = (dict + " ".repeat(117 - dict.length()) + "\n").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, header, start.length, text.length);
    String points = zeros("a.npy", 128 + 16L * 20_000_000, header);
    ProgramProcess small =
        ProgramProcess.start(
            directory,
            ProgramProcess.command(List.of("-Xmx100m"), List.of("spectrum", "--points", points)));
    int code = small.await();
    assertEquals(2, code, small.printed());
    assertTrue(small.printed().contains("needs 0.3 GiB of Java heap"), small.printed());
    assertTrue(small.printed().contains("NTK_HEAP=1g (java -Xmx1g)"), small.printed());
  }

  @Test
  void lostOutputIsAFailure() throws Exception {
    String laws = String.join("' '", ProgramProcess.command(List.of(), List.of("laws", "--json")));
    String out = "' --out '" + directory.resolve("laws") + "' --quiet > /dev/full";
    ProgramProcess process =
        ProgramProcess.start(directory, List.of("bash", "-c", "'" + laws + out));
    int code = process.await();
    assertEquals(1, code, process.printed());
    assertTrue(process.printed().contains("standard output cannot be written"), process.printed());
    assertTrue(Files.exists(directory.resolve("laws/summary.json")));
  }

  /** More threads than cores are slower and nothing else. */
  @Test
  void oneThreadAndSixtyFourComputeTheSame() throws IOException {
    double[][] values = new double[2][];
    String[] threads = {"1", "64"};
    for (int k = 0; k < 2; k++) {
      Path out = directory.resolve("threads-" + threads[k]);
      CommandLineSession session =
          CommandLineSession.run(
              "spectrum",
              "--samples=80",
              "--backend=cpu",
              "--threads=" + threads[k],
              "--out=" + out);
      assertEquals(0, session.code(), session.err());
      values[k] = NpyFile.read(out.resolve("eigenvalues.npy")).array();
    }
    double allowed = Tolerances.EIGENVALUE * values[0][0];
    assertArrayEquals(values[0], values[1], allowed);
    refused("from 0 to 1024", "spectrum", "--threads", "100000");
  }
}
