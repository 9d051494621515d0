package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.report.ChartRow;
import org.ntkasymptotics.report.TextTable;

/** A figure of the paper: which cases are measured for it and how its panels are laid out. */
sealed interface Figure
    permits FigureOne, FigureTwo, FigureThreeA, FigureThreeB, FigureThreeC, FigureThreeD {

  /** The figure that a description asks for. */
  static Figure of(FigureConfig config) {
    return switch (config.name()) {
      case ONE -> FigureOne.of(config.scale());
      case TWO -> FigureTwo.of(config.scale());
      case THREE_A -> FigureThreeA.of(config.scale());
      case THREE_B -> FigureThreeB.of(config.scale());
      case THREE_C -> FigureThreeC.of(config.scale());
      case THREE_D -> FigureThreeD.of(config.scale(), config.mnist().orElseThrow());
    };
  }

  /** Above the report. */
  String title();

  /** What is measured, with all sizes, in one paragraph. */
  String setting();

  /** The largest M of which a spectrum is taken, for the memory. */
  int largestSample();

  /** Measures all cases, in the order of the table. */
  List<CaseStudy> measure(FigureStage stage);

  /** The panels; the first row is the figure itself. */
  default List<ChartRow> panels(List<CaseStudy> cases) {
    return new CaseCharts(cases).rows();
  }

  /** Tables beside that of the laws, for the report and the terminal. */
  default List<TextTable> tables(List<CaseStudy> cases) {
    return List.of();
  }

  /** What to distrust, beside what the laws themselves say. */
  default List<String> caveats() {
    return List.of();
  }
}
