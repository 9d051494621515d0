package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ntkasymptotics.backend.cuda.TestDevice;

/** The command line on several devices, of the emulated kind. */
class CudaDevicesCommandsTest {
  private static final List<String> POINTS = List.of("seed=1", "seed=2", "seed=3");

  @TempDir Path directory;

  @BeforeEach
  @AfterEach
  void behave() {
    TestDevice.behave();
  }

  private CommandLineSession sweep(String out, String device, String... more) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("s.yaml"),
            """
            base: {experiment: train, data: {samples: 40, mixture: {d: 1}}, target: ball,
              training: {width: 20, steps: 30}}
            grid: {seed: [1, 2, 3]}
            """);
    List<String> words =
        new ArrayList<>(List.of("sweep", "" + file, "--out", "" + directory.resolve(out)));
    words.addAll(List.of("--backend", "cuda", "--device", device));
    words.addAll(List.of("--cuda-libs", "" + TestDevice.emulated()));
    words.addAll(Arrays.asList(more));
    return CommandLineSession.run(words.toArray(String[]::new));
  }

  private byte[] losses(String out, String point) throws IOException {
    return Files.readAllBytes(directory.resolve(out).resolve(point).resolve("loss.csv"));
  }

  private Set<String> devices(String out) throws IOException {
    Set<String> devices = new TreeSet<>();
    for (String point : POINTS) {
      Path summary = directory.resolve(out).resolve(point).resolve("summary.json");
      devices.add(new ObjectMapper().readTree(summary.toFile()).path("device").asText());
    }
    return devices;
  }

  @Test
  void pointsSideBySideHaveTheBitsOfOneDevice() throws IOException {
    TestDevice.behave("devices = 2");
    assertEquals(0, sweep("one", "0", "--quiet").code());
    CommandLineSession both = sweep("both", "all");
    assertEquals(0, both.code(), both.err());
    for (String point : POINTS) {
      assertArrayEquals(losses("one", point), losses("both", point), point);
    }
    assertEquals(Set.of("Emulated device (device 0)"), devices("one"));
    assertEquals(
        Set.of("Emulated device (device 0)", "Emulated device (device 1)"), devices("both"));
    assertTrue(both.err().contains("; device 1: "), both.err());
    assertTrue(both.out().contains("3 points: 3 finished now"), both.out());
    CommandLineSession again = sweep("both", "0,1", "--quiet");
    assertTrue(again.out().contains("0 finished now, 3 before"), again.out());
  }

  /** Whatever befalls one device, the other does its points. */
  @ParameterizedTest
  @CsvSource({"fail_execution = 1+", "lost_at_call = 400+"})
  void aDeviceThatFailsLosesNoPoints(String fault) throws IOException {
    TestDevice.behave("devices = 2", "fault_device = 1", fault);
    CommandLineSession session = sweep("out", "0,1");
    List<String> missing =
        POINTS.stream()
            .filter(point -> !Files.exists(directory.resolve("out").resolve(point)))
            .toList();
    for (String point : missing) {
      assertTrue(session.err().contains(point), session.err());
    }
    assertTrue(missing.size() < POINTS.size(), session.err());
    assertEquals(missing.isEmpty() ? 0 : 1, session.code(), session.err());
    TestDevice.behave("devices = 2");
    CommandLineSession again = sweep("out", "0,1", "--quiet");
    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().contains(missing.size() + " finished now"), again.out());
  }

  private CommandLineSession spectrum(String out, String device) {
    return CommandLineSession.run(
        "spectrum",
        "--samples",
        "200",
        "--target",
        "ball",
        "--backend",
        "cuda",
        "--device",
        device,
        "--cuda-libs",
        "" + TestDevice.emulated(),
        "--out",
        "" + directory.resolve(out));
  }

  /** The whole data set and its halves are shared out; the summary has their scatter. */
  @Test
  void aSpectrumAndThoseOfItsHalvesHaveTheBitsOfOneDevice() throws IOException {
    TestDevice.behave("devices = 2");
    assertEquals(0, spectrum("one", "0").code());
    CommandLineSession both = spectrum("both", "0,1");
    assertEquals(0, both.code(), both.err());
    TestDevice.behave("devices = 2", "fault_device = 1", "fail_execution = 3+");
    CommandLineSession lost = spectrum("lost", "0,1");
    assertEquals(0, lost.code(), lost.err());
    assertTrue(lost.err().contains("Emulated device (device 1) gets no more work: "), lost.err());
    for (String out : List.of("both", "lost")) {
      for (String piece : List.of("eigenvalues.npy", "coefficients.npy")) {
        assertArrayEquals(
            Files.readAllBytes(directory.resolve("one").resolve(piece)),
            Files.readAllBytes(directory.resolve(out).resolve(piece)),
            out + ": " + piece);
      }
      assertEquals(laws("one"), laws(out));
    }
  }

  private String laws(String out) throws IOException {
    Path summary = directory.resolve(out).resolve("summary.json");
    return new ObjectMapper().readTree(summary.toFile()).path("laws").toString();
  }

  @Test
  void aDeviceThatIsNotThereIsRefusedBeforeAnyWork() throws IOException {
    TestDevice.behave("devices = 2");
    CommandLineSession session = sweep("out", "0,2");
    assertEquals(3, session.code(), session.err());
    assertTrue(
        session.err().contains("there is no device 2: the devices are 0 … 1"), session.err());
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @ParameterizedTest
  @CsvSource({"-1", "two", "'0,0'", "'0,'"})
  void whatNamesNoDevicesIsWrongUse(String devices) throws IOException {
    CommandLineSession session = sweep("out", devices);
    assertEquals(2, session.code(), session.err());
    assertEquals(1, session.err().lines().count(), session.err());
    assertTrue(session.err().contains("--device: expected an index from 0"), session.err());
  }

  @Test
  void doctorListsTheDevices() throws IOException {
    TestDevice.behave("devices = 2", "memory = 1073741824, 536870912");
    CommandLineSession session =
        CommandLineSession.run(
            "doctor", "--device", "all", "--cuda-libs", "" + TestDevice.emulated());
    assertEquals(0, session.code(), session.err());
    assertTrue(
        session
            .out()
            .matches(
                "(?s).*device 1 +Emulated device \\(device 1, .* 0.5 GiB\\), usable, free 0.5.*"),
        session.out());
  }
}
