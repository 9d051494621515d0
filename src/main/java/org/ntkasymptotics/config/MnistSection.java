package org.ntkasymptotics.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.data.MnistDigits;
import org.ntkasymptotics.data.PixelPreparation;
import org.ntkasymptotics.data.PixelPreparation.Over;

/** Key {@code mnist} of section {@code data}: a directory, or a section that says more. */
final class MnistSection {
  private static final String KEY = "mnist";

  private MnistSection() {}

  static MnistDigits read(Section data) {
    Section s =
        data.node(KEY).orElse(null) instanceof Scalar text
            ? Section.of(asMapping(text), data.name(KEY))
            : data.section(KEY);
    Path directory = s.path("directory").orElseThrow(() -> s.missing("directory", "a directory"));
    String part = s.word("part", List.of("train", "test"), "train");
    List<Integer> digits = digits(s);
    PixelPreparation pixels = pixels(s);
    s.finish();
    return s.build(
        () ->
            new MnistDigits(
                directory,
                MnistDigits.Part.valueOf(part.toUpperCase(Locale.ROOT)),
                digits,
                pixels));
  }

  /** A directory alone, as a section. */
  static Mapping asMapping(Scalar text) {
    Mapping mapping = Mapping.empty(text.origin());
    mapping.put("directory", text.origin(), text);
    return mapping;
  }

  private static List<Integer> digits(Section s) {
    if (s.node("digits").isEmpty()) {
      return MnistDigits.ALL_DIGITS;
    }
    List<Integer> digits = new ArrayList<>();
    for (double digit : s.numbers("digits")) {
      if (digit != (int) digit) {
        throw s.refuse("digits", "whole numbers from 0 to 9", s.node("digits").orElseThrow());
      }
      digits.add((int) digit);
    }
    return digits;
  }

  private static PixelPreparation pixels(Section mnist) {
    Section s =
        mnist.node("pixels").orElse(null) instanceof Scalar text
            ? Section.of(CompactForm.parameters(text), mnist.name("pixels"))
            : mnist.section("pixels");
    PixelPreparation unit = PixelPreparation.UNIT;
    double scale = s.number("scale", unit.scale());
    Over center = over(s, "center", unit.center());
    Over deviation = over(s, "deviation", unit.deviation());
    double length = s.number("length", unit.length());
    s.finish();
    return s.build(() -> new PixelPreparation(scale, center, deviation, length));
  }

  private static Over over(Section s, String key, Over otherwise) {
    List<String> words = Arrays.stream(Over.values()).map(Over::word).toList();
    return Over.valueOf(s.word(key, words, otherwise.word()).toUpperCase(Locale.ROOT));
  }
}
