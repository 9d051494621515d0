package org.ntkasymptotics.config;

import java.nio.file.Path;

/**
 * Where a value was written.
 *
 * @param where "FILE:line:column", or the option, such as "--samples"
 * @param root for an option, the key it sets; empty for a file
 * @param base directory against which relative paths are meant
 */
record Origin(String where, String root, Path base) {

  /** The message's beginning: place, then the key unless the place says it already. */
  String at(String key) {
    if (root.isEmpty()) {
      return key.isEmpty() ? where + ": " : where + ": " + key + ": ";
    }
    if (key.startsWith(root + ".")) {
      return where + ": " + key.substring(root.length() + 1) + ": ";
    }
    return where + ": ";
  }
}
