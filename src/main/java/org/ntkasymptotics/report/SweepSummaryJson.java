package org.ntkasymptotics.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.ntkasymptotics.report.SweepGroup.Quantity;

/** A sweep's {@code summary.json}: that of its runs, with the spread over seeds. */
final class SweepSummaryJson {
  private SweepSummaryJson() {}

  /** {@code runs} as a figure has them, and {@code groups}, {@code parameters}, {@code missing}. */
  static String write(Summary runs, SweepTable table, Map<String, String> missing) {
    ObjectNode root = SummaryJson.write(runs);
    ArrayNode parameters = root.putArray("parameters");
    table.parameters().varied().forEach(parameters::add);
    ObjectNode absent = root.putObject("missing");
    missing.forEach(absent::put);
    ArrayNode groups = root.putArray("groups");
    for (SweepGroup group : table.groups()) {
      ObjectNode node = groups.addObject();
      ObjectNode setting = node.putObject("setting");
      group.setting().forEach((key, value) -> put(setting, key, value));
      node.put("law", group.law().key());
      ArrayNode points = node.putArray("points");
      List<String> names = group.rows().stream().map(row -> row.run().name()).distinct().toList();
      names.forEach(points::add);
      for (Quantity quantity : Quantity.values()) {
        spread(node.putObject(quantity.word()), group, quantity);
      }
    }
    return Json.text(root);
  }

  private static void put(ObjectNode node, String key, String value) {
    if (SweepParameters.isNumber(value)) {
      node.put(key, Double.parseDouble(value));
    } else {
      node.put(key, value);
    }
  }

  private static void spread(ObjectNode node, SweepGroup group, Quantity quantity) {
    Spread measured = group.measured(quantity);
    Json.put(node, "mean", measured.mean());
    Json.put(node, "spread", measured.deviation());
    node.put("count", measured.count());
    if (quantity != Quantity.RATIO) {
      Json.put(node, "theory", group.theory(quantity).mean());
    }
  }
}
