package org.ntkasymptotics.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link Summary} as a JSON tree and back. */
final class SummaryJson {
  private static final String SPECTRAL = "spectral";
  private static final String TRAINED = "trained";

  private SummaryJson() {}

  static ObjectNode write(Summary summary) {
    ObjectNode root = Json.object();
    Manifest manifest = summary.manifest();
    root.put("version", manifest.version());
    root.put("revision", manifest.revision());
    root.put("title", summary.title());
    root.put("command", manifest.command());
    root.put("backend", manifest.backend());
    root.put("backendReason", manifest.backendReason());
    root.put("device", manifest.device());
    root.put("jvm", manifest.jvm());
    root.put("os", manifest.os());
    root.put("started", manifest.started().toString());
    ObjectNode wall = root.putObject("wallSeconds");
    manifest.wallSeconds().forEach((stage, seconds) -> Json.put(wall, stage, seconds));
    root.put("peakMemoryBytes", manifest.peakMemoryBytes());
    if (summary.figure()) {
      ArrayNode runs = root.putArray("runs");
      summary.cases().forEach(one -> writeCase(runs.addObject(), one));
    } else {
      writeCase(root, summary.cases().get(0));
    }
    return root;
  }

  private static void writeCase(ObjectNode node, CaseResult one) {
    node.put("name", one.name());
    if (!one.numbers().isEmpty()) {
      ObjectNode numbers = node.putObject("numbers");
      one.numbers().forEach((name, value) -> Json.put(numbers, name, value));
    }
    ObjectNode laws = node.putObject("laws");
    boolean spectral = one.laws().stream().anyMatch(l -> l.law() == Law.LOSS_SPECTRAL);
    for (LawResult law : one.laws()) {
      // A run without a spectrum has only the trained loss: it is then "the" loss.
      Law place = law.law() == Law.LOSS_TRAINED && !spectral ? Law.LOSS_SPECTRAL : law.law();
      writeLaw(laws.putObject(place.key()), law);
    }
  }

  private static void writeLaw(ObjectNode node, LawResult law) {
    if (law.law() == Law.LOSS_SPECTRAL || law.law() == Law.LOSS_TRAINED) {
      node.put("source", law.law() == Law.LOSS_TRAINED ? TRAINED : SPECTRAL);
    }
    ObjectNode theory = node.putObject("theory");
    writePredicted(theory, "exponent", law.theory().exponent());
    writePredicted(theory, "constant", law.theory().constant());
    if (law.theory().printed().exists()) {
      writePredicted(theory, "printedConstant", law.theory().printed());
    }
    LawResult.Fit fitted = law.fit();
    ObjectNode fit = node.putObject("fit");
    writeMeasured(fit, "exponent", fitted.exponent());
    writeMeasured(fit, "constant", fitted.constant());
    writeMeasured(fit, "constantAtTheory", fitted.constantAtTheory());
    Json.put(fit, "window", fitted.window().from(), fitted.window().to());
    ObjectNode ratio = node.putObject("ratio");
    writeMeasured(ratio, "mean", law.ratio().mean());
    Json.put(ratio, "window", law.ratio().window().from(), law.ratio().window().to());
    ratio.put("prediction", law.ratio().prediction());
    ArrayNode remarks = node.putArray("remarks");
    law.remarks().forEach(remarks::add);
  }

  private static void writePredicted(ObjectNode node, String key, Predicted number) {
    Json.put(node, key, number.value());
    if (number.exists()) {
      Json.put(node, key + "StandardError", number.standardError());
      if (!number.explanation().isEmpty()) {
        node.put(key + "Explanation", number.explanation());
      }
    } else {
      node.put(key + "Reason", number.explanation());
    }
  }

  private static void writeMeasured(ObjectNode node, String key, Measured number) {
    Json.put(node, key, number.value());
    Json.put(node, key + "Interval95", number.low(), number.high());
    if (!number.exists()) {
      node.put(key + "Reason", number.reason());
    }
  }

  static Summary read(JsonNode root, Path source) {
    boolean figure = root.path("runs").isArray();
    if (!figure && !root.path("laws").isObject()) {
      throw new IllegalArgumentException(
          source + " has neither 'laws' nor 'runs': it is not a summary of a run");
    }
    List<CaseResult> cases = new ArrayList<>();
    if (figure) {
      root.path("runs").forEach(run -> cases.add(readCase(run)));
    } else {
      cases.add(readCase(root));
    }
    return new Summary(readManifest(root, source), figure, Json.string(root, "title"), cases);
  }

  private static Manifest readManifest(JsonNode root, Path source) {
    Map<String, Double> wall = new LinkedHashMap<>();
    root.path("wallSeconds")
        .properties()
        .forEach(e -> wall.put(e.getKey(), e.getValue().asDouble(Double.NaN)));
    Instant started;
    try {
      started = Instant.parse(Json.string(root, "started"));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          source + ": 'started' is not a time such as 2026-01-31T12:00:00Z", e);
    }
    return new Manifest(
        Json.string(root, "version"),
        Json.string(root, "revision"),
        Json.string(root, "backend"),
        Json.string(root, "backendReason"),
        Json.string(root, "device"),
        wall,
        root.path("peakMemoryBytes").asLong(0),
        started,
        Json.string(root, "command"),
        Json.string(root, "jvm"),
        Json.string(root, "os"));
  }

  private static CaseResult readCase(JsonNode node) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    node.path("numbers")
        .properties()
        .forEach(e -> numbers.put(e.getKey(), e.getValue().asDouble(Double.NaN)));
    List<LawResult> laws = new ArrayList<>();
    for (Law law : Law.values()) {
      JsonNode one = node.path("laws").path(law.key());
      if (one.isObject()) {
        boolean trained = Json.string(one, "source").equals(TRAINED);
        laws.add(readLaw(trained ? Law.LOSS_TRAINED : law, one));
      }
    }
    return new CaseResult(Json.string(node, "name"), laws, numbers);
  }

  private static LawResult readLaw(Law law, JsonNode node) {
    JsonNode theory = node.path("theory");
    JsonNode fit = node.path("fit");
    JsonNode ratio = node.path("ratio");
    List<String> remarks = new ArrayList<>();
    node.path("remarks").forEach(remark -> remarks.add(remark.asText()));
    return new LawResult(
        law,
        new LawResult.Theory(
            readPredicted(theory, "exponent"),
            readPredicted(theory, "constant"),
            readPredicted(theory, "printedConstant")),
        new LawResult.Fit(
            readMeasured(fit, "exponent"),
            readMeasured(fit, "constant"),
            readMeasured(fit, "constantAtTheory"),
            readWindow(fit)),
        new LawResult.Ratio(
            readMeasured(ratio, "mean"), readWindow(ratio), Json.string(ratio, "prediction")),
        remarks);
  }

  private static Predicted readPredicted(JsonNode node, String key) {
    double value = Json.number(node, key);
    if (!Double.isFinite(value)) {
      return Predicted.none(Json.string(node, key + "Reason"));
    }
    return Predicted.of(
        value, Json.number(node, key + "StandardError"), Json.string(node, key + "Explanation"));
  }

  private static Measured readMeasured(JsonNode node, String key) {
    String interval = key + "Interval95";
    return new Measured(
        Json.number(node, key),
        Json.number(node, interval, 0),
        Json.number(node, interval, 1),
        Json.string(node, key + "Reason"));
  }

  private static Window readWindow(JsonNode node) {
    return new Window(Json.number(node, "window", 0), Json.number(node, "window", 1));
  }
}
