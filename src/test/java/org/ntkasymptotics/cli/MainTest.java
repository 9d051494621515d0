package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.config.NearestWord;

/** The outside of the program: help, exit codes, what goes to which stream and what is kept. */
class MainTest {
  private static final List<String> COMMANDS =
      List.of(
          "figure",
          "run",
          "spectrum",
          "train",
          "laws",
          "fit",
          "sweep",
          "report",
          "data",
          "bench",
          "doctor",
          "completion");

  @TempDir Path directory;

  private String out() {
    return directory.resolve("run").toString();
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    String overview = CommandLineSession.run("--help").out();
    for (String command : COMMANDS) {
      CommandLineSession help = CommandLineSession.run(command, "--help");
      assertEquals(0, help.code());
      assertEquals("", help.err());
      assertTrue(help.out().contains("Examples:"), command);
      assertTrue(help.out().startsWith("Usage: ntk " + command), command);
      assertTrue(overview.contains("  " + command), command);
      assertTrue(help.out().lines().allMatch(l -> l.length() <= 80), help.out());
    }
  }

  @Test
  void versionNamesRevisionAndJava() {
    CommandLineSession session = CommandLineSession.run("--version");
    assertEquals(0, session.code());
    assertTrue(session.out().matches("ntk \\S+\\Rrevision \\S+\\Rjava .+\\R"), session.out());
    assertFalse(session.out().contains("${"), session.out());
  }

  @Test
  void withoutACommandTheHelpGoesToStandardError() {
    CommandLineSession session = CommandLineSession.run();
    assertEquals(2, session.code());
    assertEquals("", session.out());
    assertTrue(session.err().contains("Commands:"), session.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spectrum", "train", "laws", "doctor", "figure 1"})
  void anAbsentBackEndIsExitThree(String command) {
    // No library lies there, whatever else this machine has.
    String[] args = (command + " --backend cuda --cuda-libs " + directory).split(" ");
    String err = CommandLineSession.run(args).refusal(3);
    assertTrue(err.contains("back end cuda is not available: "), err);
    assertTrue(err.contains("use --backend cpu"), err);
  }

  @Test
  void failuresMapToExitCodes() {
    assertEquals(1, failing(new ComputationException("stage: what; try")).code());
    assertEquals(1, failing(new IllegalStateException("odd")).code());
    assertEquals(1, failing(new OutOfMemoryError("Java heap space")).code());
    assertEquals(2, failing(new IllegalArgumentException("bad")).code());
    assertEquals(3, failing(new BackendUnavailableException("none")).code());
    assertFalse(Files.exists(Path.of(out())), "a failed run leaves no directory");
    assertFalse(Files.exists(Path.of(out() + ".partial")), "nothing computed, nothing kept");
  }

  private CommandLineSession failing(Throwable failure) {
    CommandLineSession session =
        CommandLineSession.run(
            config ->
                (c, context) -> {
                  if (failure instanceof Error error) {
                    throw error;
                  }
                  throw (RuntimeException) failure;
                },
            "spectrum",
            "--quiet",
            "--out",
            out());
    assertEquals("", session.out());
    assertFalse(session.err().contains("\tat "), "no stack trace: " + session.err());
    return session;
  }

  @Test
  void theStackTraceComesWhenAskedFor() {
    CommandLineSession session = CommandLineSession.run("spectrum", "--samples=1", "--stacktrace");
    assertEquals(2, session.code());
    assertTrue(session.err().contains("ConfigException"), session.err());
    assertTrue(session.err().contains("\tat "), session.err());
  }

  @Test
  void whatWasComputedBeforeAFailureIsKeptAndResumed() {
    CommandLineSession failed =
        CommandLineSession.run(
            config ->
                (c, context) -> {
                  context.directory().writeVector("eigenvalues.npy", new double[] {1, 2});
                  throw new ComputationException("training: diverged; take a smaller step");
                },
            "train",
            "--samples",
            "77",
            "--out",
            out());
    assertEquals(1, failed.code());
    assertTrue(failed.err().contains("./ntk run --resume " + out()), failed.err());
    boolean[] resumed = {false};
    CommandLineSession again =
        CommandLineSession.run(
            config ->
                (c, context) -> {
                  resumed[0] = context.directory().has("eigenvalues.npy");
                  assertEquals(77, c.data().samples());
                  throw new ComputationException("again");
                },
            "run",
            "--resume",
            out());
    assertEquals(1, again.code(), again.err());
    assertTrue(resumed[0]);
  }

  @Test
  void jsonAloneGoesToStandardOutputAndIsTheFile() throws Exception {
    CommandLineSession session =
        CommandLineSession.run(
            "spectrum", "--samples", "60", "--target", "ball", "--json", "--out", out());
    assertEquals(0, session.code(), session.err());
    JsonNode summary = new ObjectMapper().readTree(session.out());
    assertTrue(summary.has("laws"), session.out());
    assertEquals(
        Files.readString(Path.of(out(), "summary.json")), session.out(), "the same as the file");
    assertEquals(60, ExperimentConfig.read(Path.of(out(), "experiment.yaml")).data().samples());
  }

  @Test
  void theWrittenExperimentGivesTheSameNumbers() throws Exception {
    String[] first = {"spectrum", "--samples", "50", "--seed", "9", "--target", "gp", "--quiet"};
    List<String> args = new java.util.ArrayList<>(List.of(first));
    args.addAll(List.of("--out", out()));
    assertEquals(0, CommandLineSession.run(args.toArray(String[]::new)).code());
    String again = directory.resolve("again").toString();
    CommandLineSession session =
        CommandLineSession.run("run", out() + "/experiment.yaml", "--quiet", "--out", again);
    assertEquals("", session.err());
    for (String name : List.of("eigenvalues.npy", "coefficients.npy", "experiment.yaml")) {
      assertEquals(
          -1, Files.mismatch(Path.of(out(), name), Path.of(again, name)), name + " differs");
    }
  }

  @Test
  void doctorSaysWhatThereIs() throws Exception {
    String text = CommandLineSession.run("doctor", "--cuda-libs", "" + directory).out();
    for (String part : List.of("looked for", "largest M that fits", "reason", "revision")) {
      assertTrue(text.contains(part), text);
    }
    JsonNode json =
        new ObjectMapper()
            .readTree(
                CommandLineSession.run("doctor", "--json", "--cuda-libs", "" + directory).out());
    assertTrue(json.path("largest").path("modes").asLong() >= 2, json.toString());
    assertEquals("cpu", json.path("backend").path("name").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionKnowsCommandsAndOptions(String shell) {
    String script = CommandLineSession.run("completion", shell).out();
    for (String command : COMMANDS) {
      assertTrue(script.contains(command), command);
    }
    assertTrue(script.contains("--index-window"), "options too");
  }

  @Test
  void suggestionsAreNotFarFetched() {
    assertEquals("spectrum", NearestWord.to("spectrm", COMMANDS).orElseThrow());
    assertTrue(NearestWord.to("qqqqqq", COMMANDS).isEmpty());
  }
}
