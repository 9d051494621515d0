package org.ntkasymptotics.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The keys under a plot: one for every measured curve; theory in the colour of a measured curve
 * needs none of its own, a grey key says what the line styles mean.
 *
 * @param keys in order
 */
record Legend(List<Key> keys) {

  /**
   * A key.
   *
   * @param text beside the sample
   * @param style of the sample
   * @param ink of the sample
   */
  record Key(RichText text, CurveStyle style, Ink ink) {}

  static Legend of(Chart chart) {
    List<Key> keys = new ArrayList<>();
    Set<CurveStyle> implied = EnumSet.noneOf(CurveStyle.class);
    for (Curve curve : chart.curves()) {
      if (isImplied(curve, chart)) {
        implied.add(curve.style());
      } else {
        keys.add(new Key(RichText.of(curve.name()), curve.style(), Ink.of(curve)));
      }
    }
    for (CurveStyle style : implied) {
      keys.add(new Key(RichText.of(style.label()), style, Ink.QUIET));
    }
    return new Legend(List.copyOf(keys));
  }

  /** Whether the colour of a curve says already which it is. */
  static boolean isImplied(Curve curve, Chart chart) {
    return curve.style().goesWithMeasurement()
        && chart.curves().stream()
            .anyMatch(c -> c.group() == curve.group() && !c.style().goesWithMeasurement());
  }
}
