package org.ntkasymptotics.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Path SOURCE = Path.of("summary.json");

  @Test
  void holdsTheFieldsOfTheContract() throws IOException {
    CaseResult one =
        new CaseResult(
            "one",
            List.of(
                SyntheticReport.law(Law.EIGENVALUES, 1.5, Predicted.of(0.02), 30, 100),
                SyntheticReport.law(Law.PARTIAL_SUMS, 0.5, Predicted.of(0.3), 30, 100),
                SyntheticReport.law(Law.LOSS_SPECTRAL, 0.4, Predicted.none("why"), 10, 1e4)));
    JsonNode root =
        new ObjectMapper().readTree(Summary.of(SyntheticReport.manifest(), one).toJson());
    for (String field :
        List.of(
            "version",
            "revision",
            "backend",
            "backendReason",
            "device",
            "wallSeconds",
            "peakMemoryBytes")) {
      assertFalse(root.path(field).isMissingNode(), field);
    }
    assertEquals(21.7, root.at("/wallSeconds/modes").doubleValue());
    for (String law : List.of("eigenvalues", "partialSums", "loss")) {
      JsonNode node = root.path("laws").path(law);
      assertTrue(node.at("/theory/exponent").isNumber(), law);
      assertTrue(node.path("theory").has("constant"), law);
      assertTrue(node.at("/fit/exponent").isNumber(), law);
      assertEquals(2, node.at("/fit/exponentInterval95").size(), law);
      assertTrue(node.at("/fit/constant").isNumber(), law);
      assertEquals(2, node.at("/fit/window").size(), law);
    }
    assertTrue(root.at("/laws/loss/theory/constant").isNull());
    assertEquals("why", root.at("/laws/loss/theory/constantReason").asText());
  }

  @Test
  void aFigureHasNamedRuns() throws IOException {
    JsonNode root = new ObjectMapper().readTree(SyntheticReport.summary().toJson());
    assertEquals(4, root.path("runs").size());
    assertEquals("GP, d = 2", root.at("/runs/0/name").asText());
    assertTrue(root.at("/runs/3/laws/loss/fit/exponent").isNumber());
    assertEquals("trained", root.at("/runs/3/laws/lossTrained/source").asText());
  }

  @Test
  void comesBackAsItWas() {
    Summary figure = SyntheticReport.summary();
    assertEquals(figure, Summary.parse(figure.toJson(), SOURCE));
    Summary trained =
        Summary.of(
            SyntheticReport.manifest(),
            new CaseResult(
                "only trained",
                List.of(
                    SyntheticReport.law(Law.LOSS_TRAINED, 1, Predicted.of(2, 0.1, "x"), 1, 9))));
    assertTrue(trained.toJson().contains("\"loss\""));
    assertEquals(trained, Summary.parse(trained.toJson(), SOURCE));
  }

  @Test
  void neverWritesNaN() {
    LawResult nothing =
        new LawResult(
            Law.EIGENVALUES,
            LawResult.Theory.none("no density"),
            LawResult.Fit.none("window is empty"),
            LawResult.Ratio.none("no theory"),
            List.of());
    LawResult infinite =
        new LawResult(
            Law.PARTIAL_SUMS,
            new LawResult.Theory(
                Predicted.of(Double.POSITIVE_INFINITY), Predicted.of(1, Double.NaN, "")),
            new LawResult.Fit(
                Measured.of(1, Double.NaN, Double.POSITIVE_INFINITY),
                Measured.of(Double.NaN, 0, 0),
                Measured.none(""),
                new Window(1, Double.NaN)),
            LawResult.Ratio.none(""),
            List.of());
    String json =
        Summary.of(SyntheticReport.manifest(), new CaseResult("x", List.of(nothing, infinite)))
            .toJson();
    assertFalse(json.contains("NaN"), json);
    assertFalse(json.contains("Infinity"), json);
    assertTrue(Summary.parse(json, SOURCE).cases().get(0).laws().size() == 2);
  }

  @Test
  void saysWhatIsWrongWithAFile() {
    for (String text : List.of("", "{", "[]", "{}", "{\"laws\": {}}", "null")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Summary.parse(text, SOURCE), text);
      assertTrue(e.getMessage().startsWith("summary.json"), e.getMessage());
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }
}
