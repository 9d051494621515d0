package org.ntkasymptotics.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docker/spark gives to spark-submit, with a stand-in for it. */
class SubmitTest {
  @TempDir Path directory;

  private record Answer(int code, String text) {}

  private Answer submit(String... arguments) throws IOException, InterruptedException {
    program("spark-submit", "echo \"$@\"");
    List<String> command = new ArrayList<>(List.of("bash", "docker/spark/submit.sh"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("NTK_JAR", "local:///ntk.jar");
    return answer(builder);
  }

  private Answer answer(ProcessBuilder builder) throws IOException, InterruptedException {
    builder.environment().merge("PATH", directory.toString(), (path, own) -> own + ":" + path);
    Process process = builder.redirectErrorStream(true).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Answer(process.waitFor(), text);
  }

  private void program(String name, String line) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  @Test
  void aCommandRunsOnTheCluster() throws Exception {
    assertEquals(
        new Answer(
            0,
            "--conf spark.log.level=WARN --master m --class org.ntkasymptotics.cli.Main"
                + " local:///ntk.jar spectrum --matrix-free --out a b --backend spark"),
        submit("--master", "m", "--", "spectrum", "--matrix-free", "--out", "a b"));
  }

  @Test
  void aSweepIsAJobOfItsPoints() throws Exception {
    assertEquals(
        new Answer(
            0,
            "--conf spark.log.level=WARN --class org.ntkasymptotics.spark.SweepJob"
                + " local:///ntk.jar /s/sweep.yaml --seed 2 --out /s/out"),
        submit("--", "sweep", "/s/sweep.yaml", "--seed", "2", "--out", "/s/out"));
  }

  @Test
  void devicesAreAskedOfSpark() throws Exception {
    String said = submit("--gpus", "2", "--", "spectrum").text();
    assertTrue(said.contains("--conf spark.executor.resource.gpu.amount=2"), said);
    assertTrue(said.contains("--conf spark.task.resource.gpu.amount=1"), said);
    assertTrue(said.matches(".*gpu.discoveryScript=/.*/docker/spark/gpus.sh .*"), said);
  }

  @Test
  void misuseIsOneLineBeforeAnythingStarts() throws Exception {
    for (String[] arguments :
        new String[][] {
          {},
          {"--master", "m"},
          {"--gpus", "0", "--", "spectrum"},
          {"--", "sweep", "sweep.yaml", "--out", "/s/out"},
          {"--", "sweep", "/s/sweep.yaml", "--out", "out"},
          {"--", "sweep", "/s/sweep.yaml"}
        }) {
      Answer answer = submit(arguments);
      assertEquals(2, answer.code(), answer.text());
      assertTrue(answer.text().matches("submit.sh: [^\\n]*"), answer.text());
    }
  }

  @Test
  void theDiscoveryScriptSaysWhatSparkReads() throws Exception {
    program("nvidia-smi", "printf '0\\n1\\n3\\n'");
    Answer answer = answer(new ProcessBuilder("bash", "docker/spark/gpus.sh"));
    ResourceInformation gpus = ResourceInformation.parseJson(answer.text());
    assertEquals("gpu", gpus.name());
    assertArrayEquals(new String[] {"0", "1", "3"}, gpus.addresses());
    program("nvidia-smi", "exit 9");
    assertEquals(1, answer(new ProcessBuilder("bash", "docker/spark/gpus.sh")).code());
  }

  @Test
  void thePropertiesForKubernetesAgreeWithOneAnother() throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("docker/spark/kubernetes.conf"))) {
      properties.load(reader);
    }
    properties
        .stringPropertyNames()
        .forEach(name -> assertTrue(name.startsWith("spark."), name + " is no key of Spark's"));
    assertEquals(
        properties.getProperty("spark.executor.cores"), properties.getProperty("spark.task.cpus"));
    for (String of : List.of("options.claimName", "mount.path")) {
      String key = ".volumes.persistentVolumeClaim.results." + of;
      assertEquals(
          properties.getProperty("spark.kubernetes.driver" + key),
          properties.getProperty("spark.kubernetes.executor" + key),
          of);
    }
  }
}
