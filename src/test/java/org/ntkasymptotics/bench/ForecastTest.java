package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private double now;
  private final Forecast forecast = new Forecast(() -> now, 100);

  private static Timing took(Setting setting, double seconds) {
    return new Timing(setting, Timing.OURS, List.of(List.of(seconds)), List.of(), 0, "");
  }

  /** 7 runs of 0.5 s grow eightfold, what is left of 5 s does not. */
  @Test
  void repeatedWorkGrowsAndStartsDoNot() {
    Setting small = CannedResults.setting(Operation.MODES, 500);
    forecast.took(small, 5, List.of(took(small, 0.5)));
    assertEquals(1.5 + 28, forecast.seconds(CannedResults.setting(Operation.MODES, 1000)), 1e-12);
    assertEquals(0, forecast.seconds(CannedResults.setting(Operation.EIGH, 1000)));
  }

  @Test
  void operationsShareWhatIsLeft() {
    Setting modes = CannedResults.setting(Operation.MODES, 500);
    Setting large = CannedResults.setting(Operation.MODES, 1000);
    Setting gram = CannedResults.setting(Operation.GRAM, 500);
    assertTrue(forecast.obstacle(List.of(modes, large, gram)).isEmpty());
    now = 10;
    forecast.took(modes, 10, List.of(took(modes, 1)));
    // 3 + 7 · 8 seconds are expected; of 100 the first of two has 50, of which 40 are left.
    assertEquals("59 s expected, 40 s left", forecast.obstacle(List.of(large, gram)).orElseThrow());
    assertTrue(forecast.obstacle(List.of(gram)).isEmpty());
    now = 100;
    assertTrue(forecast.obstacle(List.of(gram)).isPresent());
  }

  @Test
  void withoutAnEndNothingIsLeftOut() {
    Forecast endless = new Forecast(() -> now, Double.POSITIVE_INFINITY);
    Setting modes = CannedResults.setting(Operation.MODES, 500);
    now = 1e6;
    assertTrue(endless.obstacle(List.of(modes)).isEmpty());
  }
}
