package org.ntkasymptotics.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumberTextTest {

  @Test
  void asManyDigitsAsMeanSomething() {
    assertEquals("1.5", NumberText.plain(1.5));
    assertEquals("100000", NumberText.plain(1e5));
    assertEquals("2.3e6", NumberText.plain(2.3e6));
    assertEquals("0.3333", NumberText.plain(1.0 / 3));
    assertEquals("1.235e-5", NumberText.plain(1.23456e-5));
    assertEquals("1e-5", NumberText.plain(0.99999e-5));
    assertEquals("0", NumberText.plain(0));
    assertEquals("–", NumberText.plain(Double.NaN));
    assertEquals("-2.5", NumberText.plain(-2.5));
  }

  @Test
  void theSecondDigitOfTheErrorIsTheLast() {
    assertEquals("1.512 ± 0.021", NumberText.plusMinus(Measured.of(1.5123, 1.4913, 1.5333)));
    assertEquals("(2.34 ± 0.12)e-5", NumberText.plusMinus(2.34e-5, 1.2e-6));
    assertEquals("[2.22, 2.46]e-5", NumberText.interval(Measured.of(2.34e-5, 2.22e-5, 2.46e-5)));
    assertEquals("0.505 ± 0.013", NumberText.plusMinus(0.5050, 0.01252));
    assertEquals("0.1008", NumberText.plusMinus(Predicted.of(0.10084888, 1.2e-16, "")));
    assertEquals("0.26244 ± 0.00034", NumberText.plusMinus(Predicted.of(0.262441, 3.4e-4, "")));
    assertEquals("", NumberText.interval(Measured.of(1, Double.NaN, 2)));
  }

  @Test
  void powersInHtml() {
    assertEquals("[2.22, 2.46] × 10<sup>−5</sup>", HtmlTables.number("[2.22, 2.46]e-5"));
    assertEquals("2.3 × 10<sup>6</sup>", HtmlTables.number("2.3e6"));
  }

  @Test
  void raisedAndLoweredLetters() {
    assertEquals("λ<sub>n</sub>", Markup.rich("λₙ"));
    assertEquals("Λ (n + ½)<sup>−ν</sup> &lt;", Markup.rich("Λ (n + ½)^−ν <"));
    assertEquals("a x<sup>−0.50</sup>, x<sup>2</sup>.", Markup.rich("a x^−0.50, x^2."));
    assertEquals("σ<sub>w</sub> = sigma_w", Markup.rich("σ_w = sigma_w"));
    assertEquals("10<sup>−12</sup>", Markup.rich(RichText.powerOfTen(-12)));
  }
}
