package org.ntkasymptotics.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ntkasymptotics.report.ReportPage.Entry;

/** In what two descriptions of experiments differ, in words. */
final class Difference {
  private Difference() {}

  /** " (data.samples: 1000 here, 500 there)" for the first difference but the machine; or "". */
  static String between(String here, String there) {
    Map<String, String> ours = flat(here);
    Map<String, String> theirs = flat(there);
    Map<String, String> all = new LinkedHashMap<>(ours);
    theirs.forEach(all::putIfAbsent);
    for (String key : all.keySet()) {
      String own = ours.getOrDefault(key, "nothing");
      String other = theirs.getOrDefault(key, "nothing");
      if (!own.equals(other) && !key.startsWith("backend.")) {
        return " (" + key + ": " + own + " here, " + other + " there)";
      }
    }
    return "";
  }

  private static Map<String, String> flat(String yaml) {
    Map<String, String> flat = new LinkedHashMap<>();
    for (Entry entry : StudyReport.parameters(yaml, LawsExperiment.NO_BACKEND)) {
      flat.put(entry.term(), entry.text());
    }
    return flat;
  }
}
