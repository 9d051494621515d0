package org.ntkasymptotics.experiment;

import java.util.List;
import org.ntkasymptotics.config.FigureConfig;
import org.ntkasymptotics.report.ChartRow;

/** A figure of the paper: which cases are measured for it and how its panels are laid out. */
sealed interface Figure permits FigureOne, FigureTwo, FigureThreeA, FigureThreeB {

  /** The figure that a description asks for. */
  static Figure of(FigureConfig config) {
    return switch (config.name()) {
      case ONE -> FigureOne.of(config.scale());
      case TWO -> FigureTwo.of(config.scale());
      case THREE_A -> FigureThreeA.of(config.scale());
      case THREE_B -> FigureThreeB.of(config.scale());
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
}
