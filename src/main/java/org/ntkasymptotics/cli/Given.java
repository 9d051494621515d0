package org.ntkasymptotics.cli;

import org.ntkasymptotics.config.ConfigSource;

/** Options that were given, as settings. */
final class Given {
  private Given() {}

  /** Sets a key to an option's value unless the option was not given. */
  static void set(ConfigSource source, String key, String value, String option) {
    if (value != null) {
      source.with(key, value, option);
    }
  }

  /** Sets a list, written a;b;c. */
  static void list(ConfigSource source, String key, String values, String option) {
    for (String value : values.split(";", -1)) {
      source.add(key, value.strip(), option);
    }
  }

  /** Sets a window, written FROM:TO, unless the option was not given. */
  static void window(ConfigSource source, String key, String value, String option) {
    if (value == null) {
      return;
    }
    String[] ends = value.split(":", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException(option + ": expected FROM:TO, got '" + value + "'");
    }
    source.add(key, ends[0], option);
    source.add(key, ends[1], option);
  }
}
