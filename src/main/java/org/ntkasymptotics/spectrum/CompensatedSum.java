package org.ntkasymptotics.spectrum;

/**
 * A running sum with Neumaier's compensation: for terms of one sign the relative error is at most
 * 2ε, ε = 2⁻⁵², for any number of terms below 10⁷ (M² ε² of second order is then below ε).
 */
final class CompensatedSum {
  private double sum;
  private double lost;

  void add(double term) {
    double next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double value() {
    return sum + lost;
  }
}
