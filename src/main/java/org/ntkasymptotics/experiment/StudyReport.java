package org.ntkasymptotics.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.config.ExperimentConfig;
import org.ntkasymptotics.krylov.KrylovSpectrum;
import org.ntkasymptotics.report.CaseResult;
import org.ntkasymptotics.report.ChartRow;
import org.ntkasymptotics.report.Manifest;
import org.ntkasymptotics.report.ReportPage;
import org.ntkasymptotics.report.ReportPage.Entry;
import org.ntkasymptotics.report.RunDirectory;
import org.ntkasymptotics.report.Summary;
import org.ntkasymptotics.report.TextTable;
import org.ntkasymptotics.spectrum.Spectrum;
import org.ntkasymptotics.theory.ValidityWindow;

/**
 * Measured cases as a finished run.
 *
 * @param config of the run
 * @param context of the run
 * @param clock that its stages were timed by
 * @param backend that measured
 */
record StudyReport(
    ExperimentConfig config, RunContext context, StageClock clock, BackendInfo backend) {

  /** Writes the cases' files, the summary and the report of an experiment. */
  Outcome finish(String title, List<CaseStudy> cases) {
    return finish(title, lead(cases), new CaseCharts(cases).rows(), List.of(), List.of(), cases);
  }

  /** The same of a figure. */
  Outcome finish(Figure figure, List<CaseStudy> cases) {
    return finish(
        figure.title(),
        figure.setting(),
        figure.panels(cases),
        figure.tables(cases),
        figure.caveats(),
        cases);
  }

  private Outcome finish(
      String title,
      String lead,
      List<ChartRow> rows,
      List<TextTable> tables,
      List<String> ownCaveats,
      List<CaseStudy> cases) {
    boolean several = cases.size() > 1;
    for (CaseStudy c : cases) {
      CaseFiles.write(context.directory(), several ? CaseNames.slug(c.name()) + "/" : "", c);
    }
    List<CaseResult> results = cases.stream().map(CaseResults::of).toList();
    Manifest manifest = clock.manifest(context, backend);
    Summary summary =
        several || config.figure().isPresent()
            ? Summary.figure(manifest, title, results)
            : Summary.of(manifest, results.get(0));
    List<String> caveats = new ArrayList<>(ownCaveats);
    caveats.addAll(caveats(cases));
    ReportPage page =
        new ReportPage(
            title,
            lead,
            rows,
            parameters(config.toYaml(), backend),
            new MethodNotes(config.spectrum().matrixFree().enabled(), cases).entries(),
            caveats,
            tables);
    List<String> remarks = new ArrayList<>(resolved(cases));
    tables.forEach(table -> remarks.addAll(table.lines()));
    return Outcome.finish(context, summary, page, remarks);
  }

  /** How far single precision reaches; double precision resolves what matters. */
  private List<String> resolved(List<CaseStudy> cases) {
    List<String> lines = new ArrayList<>();
    if (backend.precision() == Precision.SINGLE) {
      for (CaseStudy c : cases) {
        c.spectrum().ifPresent(s -> lines.add(resolved(c.name(), s)));
      }
    }
    for (CaseStudy c : cases) {
      c.estimate().ifPresent(e -> lines.add(resolved(c.name(), e)));
    }
    if (context.directory().has(RunDirectory.UNFINISHED)) {
      lines.add(
          "the time limit ended "
              + context.directory().readText(RunDirectory.UNFINISHED).strip()
              + "; more is learned by: ./ntk run --resume "
              + InputCheck.shown(context.directory().place()));
    }
    return lines.stream().distinct().toList();
  }

  private static String resolved(String name, KrylovSample sample) {
    return String.format(
        Locale.ROOT,
        "%s%d products with %d vectors: the %d largest eigenvalues one by one, each within %.1g of"
            + " itself, beyond them by counts to n = %d of %d",
        name.isEmpty() ? "" : name + ": ",
        sample.steps(),
        sample.width(),
        sample.spectrum().leading(),
        KrylovSpectrum.CONVERGED,
        Math.max(sample.spectrum().leading(), sample.spectrum().lastIndex()),
        sample.data().samples());
  }

  private static String resolved(String name, Spectrum spectrum) {
    return String.format(
        Locale.ROOT,
        "%ssingle precision resolves %d of %d eigenvalues, those above %.2g λ₀; the others are"
            + " neither fitted nor drawn",
        name.isEmpty() ? "" : name + ": ",
        spectrum.countAboveFloor(),
        spectrum.size(),
        spectrum.resolution());
  }

  private static String lead(List<CaseStudy> cases) {
    StringBuilder text = new StringBuilder();
    for (CaseStudy c : cases) {
      for (LawComparison law : c.comparisons()) {
        if (law.fit().isPresent() && law.theory().isPresent()) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%s%s: exponent %.3f measured, %.3f predicted. ",
                  c.name().isEmpty() ? "" : c.name() + ", ",
                  law.kind().words(),
                  law.fit().get().exponent().value(),
                  law.theory().get().exponent()));
        }
      }
    }
    return text.toString().strip();
  }

  /** The resolved experiment, line by line, and the machine. */
  static List<Entry> parameters(String yaml, BackendInfo backend) {
    List<Entry> entries = new ArrayList<>();
    List<String> path = new ArrayList<>();
    for (String line : yaml.lines().toList()) {
      String text = line.strip();
      int colon = text.indexOf(':');
      if (text.isEmpty() || text.startsWith("#") || colon < 0) {
        continue;
      }
      int depth = (line.length() - line.stripLeading().length()) / 2;
      while (path.size() > depth) {
        path.remove(path.size() - 1);
      }
      String key = text.substring(0, colon).replaceFirst("^- ", "");
      String value = text.substring(colon + 1).strip();
      if (value.isEmpty()) {
        path.add(key);
      } else {
        path.add(key);
        add(entries, String.join(".", path), value);
        path.remove(path.size() - 1);
      }
    }
    backend.properties().forEach((name, value) -> entries.add(new Entry(name, value)));
    return entries;
  }

  /** A mapping on one line, {a: 1, b: 2}, becomes an entry for each of its keys. */
  private static void add(List<Entry> entries, String name, String value) {
    if (!value.startsWith("{") || !value.endsWith("}")) {
      entries.add(new Entry(name, value));
      return;
    }
    for (String part : value.substring(1, value.length() - 1).split(", ", -1)) {
      int colon = part.indexOf(':');
      entries.add(
          colon < 0
              ? new Entry(name, part)
              : new Entry(
                  name + "." + part.substring(0, colon), part.substring(colon + 1).strip()));
    }
  }

  /** What holds for several cases is said once, with all their names. */
  private List<String> caveats(List<CaseStudy> cases) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (CaseStudy c : cases) {
      for (String text : caveats(c)) {
        names.computeIfAbsent(text, t -> new LinkedHashSet<>()).add(c.name());
      }
    }
    List<String> caveats = new ArrayList<>();
    names.forEach(
        (text, who) -> {
          boolean everyone = who.size() == cases.size();
          caveats.add(everyone ? sentence(text) : String.join("; ", who) + ": " + text);
        });
    resolved(cases).forEach(line -> caveats.add(sentence(line) + "."));
    return List.copyOf(caveats);
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static List<String> caveats(CaseStudy c) {
    if (c.laws().isEmpty()) {
      return List.of(
          "theory has nothing to say here: it needs σ_b > 0 and a density of the points, and knows no"
              + " network of several layers at given weights.");
    }
    List<String> caveats = new ArrayList<>(c.laws().get().caveats());
    c.laws().get().window().ifPresent(w -> caveats.add(window(w)));
    return caveats;
  }

  private static String window(ValidityWindow w) {
    return "the bare power laws can be expected to hold for "
        + range("n", w.eigenvalues())
        + " and "
        + range("t", w.times())
        + "; with the finite-sample corrections for "
        + range("n", w.correctedEigenvalues())
        + " and "
        + range("t", w.correctedTimes())
        + ".";
  }

  private static String range(String letter, ValidityWindow.Range range) {
    return range.isEmpty()
        ? "no " + letter + " at this M"
        : String.format(Locale.ROOT, "%s from %.3g to %.3g", letter, range.low(), range.high());
  }
}
