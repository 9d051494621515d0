package org.ntkasymptotics.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.data.BallTarget;
import org.ntkasymptotics.data.GaussianMixture;
import org.ntkasymptotics.kernel.ReluCovariance;

/** What is wrong is said on one line, with its place; nothing but a ConfigException comes out. */
class ConfigErrorsTest {
  @TempDir Path directory;

  private String refusalOf(byte[] content) throws Exception {
    Path file = directory.resolve("e.yaml");
    Files.write(file, content);
    String message =
        assertThrows(ConfigException.class, () -> ExperimentConfig.read(file)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message.replace(file.toString(), "e.yaml");
  }

  private String refusalOf(String content) throws Exception {
    return refusalOf(content.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data: {sampels: 3} | e.yaml:1:8: data: unknown key 'sampels', did you mean 'samples'?
          zzzzzzzzz: 3 | e.yaml:1:1: unknown key 'zzzzzzzzz', expected one of experiment,
          experiment: spectum | e.yaml:1:13: experiment: expected spectrum | train | laws | fit | figure, got 'spectum'
          seed: abc | e.yaml:1:7: seed: expected a whole number, got 'abc'
          data: {samples: 1} | e.yaml:1:17: data.samples: expected a whole number of at least 2, got '1'
          data: {samples: 2.5} | e.yaml:1:17: data.samples: expected a whole number of at least 2, got '2.5'
          data: {samples: 99999999999} | e.yaml:1:17: data.samples: expected a whole number of at least 2 and at most 2147483647, got
          data: {mixture: {width: -1}} | e.yaml:1:25: data.mixture.width: must be positive and finite, is -1.0
          data: {mixture: {width: .nan}} | e.yaml:1:25: data.mixture.width: expected a finite number, got '.nan'
          data: {mixture: {width: '0,5'}} | e.yaml:1:25: data.mixture.width: expected a number with a decimal point, got '0,5'
          data: {mixture: {}, points: a.csv} | e.yaml:1:21: data: expected one of mixture, uniform, points, mnist, got mixture and points
          data: {points: } | e.yaml:1:8: data.points: expected a file, got nothing
          data: 7 | e.yaml:1:7: data: expected a mapping, got '7'
          data: [1] | e.yaml:1:7: data: expected a mapping, got a list
          kernel: relu-ntkk | e.yaml:1:9: kernel.name: expected relu-ntk | relu-covariance | relu-ntk-singular
          kernel: power-ntk:q=0.5 | e.yaml:1:9: kernel.name: q must be greater than 1/2, got 0.5
          kernel: power-ntk | e.yaml:1:9: kernel.name: kernel power-ntk needs q=NUMBER (it is written like power-ntk:q=1.5)
          kernel: laplace:length=-1 | e.yaml:1:9: kernel.name: length must be positive and finite; got -1.0
          kernel: {name: laplace, sigma-w: 1} | e.yaml:1:34: kernel.sigma-w: the kernel laplace has no sigma-w, remove it
          kernel: {sigma-w: 0} | e.yaml:1:19: kernel.sigma-w: expected a number > 0, got '0'
          kernel: {sigma-b: -1} | e.yaml:1:19: kernel.sigma-b: expected a number >= 0, got '-1'
          target: blob | e.yaml:1:9: target: unknown key 'blob', expected one of ball, gp, label, file
          target: {ball: {radius: 0}} | e.yaml:1:25: target.ball.radius: must be positive and finite, is 0.0
          training: {steps: 3, time: 1} | e.yaml:1:22: training: expected one of steps, time, got steps and time
          training: {step-fraction: 1} | e.yaml:1:27: training.step-fraction: expected a number between 0 and 1, got '1'
          training: {parametrisation: mup} | e.yaml:1:29: training.parametrisation: expected ntk | mean-field, got 'mup'
          '{training: {hidden: 3}, kernel: relu-ntk}' | training.hidden: expected 1, that of the kernel relu-ntk, got '3'
          '{training: {activation-exponent: 2}, kernel: power-ntk:q=1.5}' | training.activation-exponent: expected 1.5, that of the kernel power-ntk:q=1.5, got '2'
          training: {hidden: 2, activation-exponent: 2} | several hidden layers is known for ReLU, exponent 1, only
          training: {activation-exponent: 0.4} | q must be greater than 1/2, got 0.4
          training: {enabled: true, hidden: 2, parametrisation: mean-field} | mean field is for networks of one hidden layer of ReLUs
          '{target: gp:width=9, kernel: deep-relu-ntk:hidden=2}' | is not that of a network of one hidden layer: draw it exactly
          laws: {target-loss: 1} | e.yaml:1:1: laws: not used by experiment: spectrum, remove it
          fit: {index-window: [3, 1]} | e.yaml:1:21: fit.index-window: expected two numbers, 0 < from < to, got a list
          backend: {name: gpu} | e.yaml:1:17: backend.name: expected auto | cpu | cuda | spark, got 'gpu'
          backend: {device: 0.5} | e.yaml:1:19: backend.device: expected an index from 0, several such as 0,1, or all, got '0.5'
          backend: {device: [0, all]} | backend.device: expected an index from 0, several such as 0,1, or all, got
          a: &x 1 | e.yaml:1:4: expected plain values, got an anchor or alias
          a: !!set {} | e.yaml:1:4: expected plain values, got a tag
          {a: 1, a: 2} | e.yaml:1:8: expected every key once, got 'a' again
          [1, 2] | e.yaml:1:1: expected keys and values, got a list
          {a: | not YAML:
          'data: {mixture: "d=2,,width=1"}' | e.yaml:1:17: expected key=value,key=value, got 'd=2,,width=1'
          'data: {mixture: "width=0,5"}' | e.yaml:1:17: expected key=value, got '5' (numbers take a decimal point, lists a semicolon)
          """)
  void saysWhereAndWhat(String yaml, String expected) throws Exception {
    String message = refusalOf(yaml);
    assertTrue(message.contains(expected), message + "\nexpected: " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data.samples=x | --set data.samples: expected a whole number of at least 2, got 'x'
          data.sample=3 | --set data.sample: unknown key 'sample', did you mean 'samples'?
          data.mixture={d: 0} | --set data.mixture: d: expected a whole number of at least 1, got '0'
          data.mixture.width=-2 | --set data.mixture.width: width must be positive and finite, is -2.0
          target=[ball | --set target: not YAML
          nothing | --set: expected key=value, got 'nothing'
          seed.x=1 | --set seed.x: expected a whole number, got a mapping
          """)
  void overridesAreJudgedAlike(String assignment, String expected) {
    String message =
        assertThrows(
                ConfigException.class,
                () -> ConfigSource.of(ExperimentKind.SPECTRUM).set(assignment).config())
            .getMessage();
    assertTrue(message.contains(expected), message + "\nexpected: " + expected);
  }

  @Test
  void aKeyOfAShortFormCanBeSet() {
    ExperimentConfig config =
        ConfigSource.of(ExperimentKind.SPECTRUM)
            .set("data.mixture=\"d=3,width=0.1\"")
            .set("data.mixture.width=0.2")
            .set("kernel=relu-covariance")
            .set("kernel.sigma-b=0.5")
            .set("target=gp")
            .set("target.ball.radius=0.3")
            .config();
    assertEquals(new GaussianMixture(3, 8, 1.0, 0.2), config.data().distribution());
    assertEquals(new ReluCovariance(1.0, 0.5), config.kernel());
    assertEquals(List.of(new BallTarget(0.3)), config.targets());
  }

  @Test
  void anOptionNamesItselfAndTheKey() {
    ConfigSource source =
        ConfigSource.of(ExperimentKind.SPECTRUM).with("data.mixture", "d=two", "--mixture");
    assertEquals(
        "--mixture: d: expected a whole number of at least 1, got 'two'",
        assertThrows(ConfigException.class, source::config).getMessage());
  }

  @Test
  void aKeyOfManyStepsIsRefusedBeforeItIsFollowed() {
    ConfigSource source = ConfigSource.of(ExperimentKind.LAWS);
    String key = "data" + ".x".repeat(100_000);
    assertEquals(
        "--set " + key.substring(0, 40) + "…: expected at most 16 levels of nesting",
        assertThrows(ConfigException.class, () -> source.set(key + "=1")).getMessage());
  }

  @Test
  void hugeDeepAndBinaryFilesAreRefusedQuickly() throws Exception {
    assertTrue(refusalOf("a".repeat(2 << 20)).contains("bytes, expected are at most 1048576"));
    assertTrue(refusalOf("[".repeat(200_000)).contains("levels of nesting"));
    assertTrue(refusalOf("- ".repeat(200_000)).contains("levels of nesting"));
    assertTrue(refusalOf(new byte[] {0, 1, 2, (byte) 0xff}).contains("UTF-8"));
    assertTrue(refusalOf(new byte[] {'a', 0, 1}).contains("not YAML"));
    StringBuilder bomb = new StringBuilder("a: &a [x, x, x]\n");
    for (char c = 'b'; c < 'z'; c++) {
      bomb.append(String.format("%c: &%c [*%c, *%c, *%c]%n", c, c, c - 1, c - 1, c - 1));
    }
    assertTrue(refusalOf(bomb.toString()).contains("anchor or alias"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# only a comment\n", "---\n...\n"})
  void anEmptyFileIsAllDefaults(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("empty.yaml"), content);
    assertEquals(ExperimentConfig.defaults(ExperimentKind.SPECTRUM), ExperimentConfig.read(file));
  }

  @Test
  void garbageNeverGetsFurtherThanAConfigException() throws Exception {
    Random random = new Random(3);
    String valid = ExperimentConfig.defaults(ExperimentKind.TRAIN).toYaml();
    String letters = "{}[]:,-?&*!|>'\"%@`#=~ \n\t0123456789.eEabz\u0000\u00e9\ud83d";
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(i % 3 == 0 ? "" : valid);
      for (int k = random.nextInt(12); k >= 0; k--) {
        char c = letters.charAt(random.nextInt(letters.length()));
        int at = random.nextInt(text.length() + 1);
        if (random.nextBoolean() || at == text.length()) {
          text.insert(at, c);
        } else {
          text.setCharAt(at, c);
        }
      }
      try {
        ConfigSource.parse(text.toString(), "random").config();
        read++;
      } catch (ConfigException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertFalse(e.getMessage().isBlank());
      }
    }
    assertTrue(read > 0, "some changes, such as to a digit, leave a valid file");
  }

  @Test
  void garbageInShortFormsNeverGetsFurtherEither() {
    Random random = new Random(5);
    String[] forms = {
      "d=2,clusters=8,spread=1.0,width=0.5", "ball:radius=1.0,center=0;1", "gp:exact"
    };
    String[] keys = {"data.mixture", "target", "kernel", "data.uniform", "seed", "data.samples"};
    String letters = ":;,=.-+0123456789eabdglprux \n\u0000";
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(forms[random.nextInt(forms.length)]);
      for (int k = random.nextInt(5); k >= 0; k--) {
        text.insert(
            random.nextInt(text.length() + 1), letters.charAt(random.nextInt(letters.length())));
      }
      String key = keys[random.nextInt(keys.length)];
      try {
        ConfigSource.of(ExperimentKind.SPECTRUM).with(key, text.toString(), "--x").config();
      } catch (ConfigException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().startsWith("--x: "), e.getMessage());
      }
    }
  }
}
