package org.ntkasymptotics.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;

/**
 * Values from … to …, both included if they are hit, by a step that is added or a factor; decimal,
 * so that 0.1 + 0.2 is 0.3.
 *
 * @param from first
 * @param to none is beyond
 * @param step added, not 0; or the factor
 * @param geometric whether {@code step} is a factor, larger than 1
 * @param origin where it is written
 */
record SweepRange(
    BigDecimal from, BigDecimal to, BigDecimal step, boolean geometric, Origin origin) {
  private static final int MOST = 10_000;

  /** Reads {from: …, to: …} with {@code step} (default 1) or {@code factor}. */
  static SweepRange of(Mapping mapping, String key) {
    Section s = Section.of(mapping, key);
    BigDecimal from = number(s, "from").orElseThrow(() -> s.missing("from", "the first value"));
    BigDecimal to = number(s, "to").orElseThrow(() -> s.missing("to", "the last value"));
    boolean geometric = s.oneOf("step", "factor").orElse("step").equals("factor");
    String word = geometric ? "factor" : "step";
    BigDecimal step = number(s, word).orElse(BigDecimal.ONE);
    s.finish();
    if (geometric && (step.compareTo(BigDecimal.ONE) <= 0 || from.signum() <= 0)) {
      throw new ConfigException(
          mapping.origin().at(key) + "expected from > 0 and factor > 1 in a range by a factor");
    }
    boolean backwards = !geometric && step.signum() * to.compareTo(from) < 0;
    if (step.signum() == 0 || backwards || (geometric && to.compareTo(from) < 0)) {
      throw new ConfigException(
          mapping.origin().at(key)
              + "expected a "
              + word
              + " that leads from "
              + from
              + " to "
              + to);
    }
    return new SweepRange(from, to, step, geometric, mapping.origin());
  }

  private static Optional<BigDecimal> number(Section s, String key) {
    return s.number(key).map(value -> new BigDecimal(s.text(key).orElseThrow()));
  }

  /** The values, as if each were written where the range is. */
  List<Node> values() {
    List<Node> values = new ArrayList<>();
    for (BigDecimal x = from; !isBeyond(x); x = next(x)) {
      if (values.size() == MOST) {
        throw new ConfigException(
            origin.at("") + "expected a range of at most " + MOST + " values, got more");
      }
      Scalar value = new Scalar(x.toString(), true, origin);
      values.add(new Scalar(value.compact(), true, origin));
    }
    return values;
  }

  private BigDecimal next(BigDecimal x) {
    return geometric
        ? x.multiply(step, MathContext.DECIMAL64)
        : x.add(step, MathContext.DECIMAL128);
  }

  private boolean isBeyond(BigDecimal x) {
    return (geometric ? 1 : step.signum()) * x.compareTo(to) > 0;
  }
}
