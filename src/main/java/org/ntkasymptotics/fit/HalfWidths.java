package org.ntkasymptotics.fit;

/**
 * Half-widths of the three numbers of a {@link LineFit}.
 *
 * @param exponent of p
 * @param lnConstant of ln C of the free fit
 * @param lnLevel of ln C at the held exponent
 */
record HalfWidths(double exponent, double lnConstant, double lnLevel) {

  HalfWidths times(double factor) {
    return new HalfWidths(exponent * factor, lnConstant * factor, lnLevel * factor);
  }

  /** Independent errors together. */
  HalfWidths and(HalfWidths other) {
    return new HalfWidths(
        Math.hypot(exponent, other.exponent),
        Math.hypot(lnConstant, other.lnConstant),
        Math.hypot(lnLevel, other.lnLevel));
  }

  /** The larger one of each. */
  HalfWidths orLarger(HalfWidths other) {
    return new HalfWidths(
        Math.max(exponent, other.exponent),
        Math.max(lnConstant, other.lnConstant),
        Math.max(lnLevel, other.lnLevel));
  }
}
