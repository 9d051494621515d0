package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NvidiaSmiTest {

  @Test
  void theFirstDeviceCounts() {
    String printed =
        "550.54.15, 81559 MiB, 1980 MHz, 2619 MHz, 700.00 W\n550.54.15, 1 MiB, 1 MHz, 1 MHz, 1 W\n";
    assertEquals(
        Map.of(
            "driver version", "550.54.15",
            "memory total", "81559 MiB",
            "clocks max sm", "1980 MHz",
            "clocks max mem", "2619 MHz",
            "power limit", "700.00 W"),
        NvidiaSmi.parsed(printed));
    assertEquals(Map.of(), NvidiaSmi.parsed("\n"));
  }
}
