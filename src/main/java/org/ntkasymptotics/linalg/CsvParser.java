package org.ntkasymptotics.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.ntkasymptotics.host.Excerpt;
import org.ntkasymptotics.host.JavaHeap;
import org.ntkasymptotics.host.PlainFile;

/** Reads one {@link CsvFile}, a line at a time: what is no text ends at its first odd byte. */
final class CsvParser {
  private static final int LONGEST_LINE = 1 << 24;

  /** Products of the kernel with so many points would take days; a file of more is a mistake. */
  private static final int MOST_ROWS = 20_000_000;

  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(?:nan|inf|infinity|na|null)", Pattern.CASE_INSENSITIVE);

  private final Path path;
  private final byte[] buffer = new byte[1 << 16];
  private int bufferAt;
  private int bufferEnd;
  private byte[] lineBytes = new byte[1 << 12];
  private int line;
  private char separator;
  private List<String> names = List.of();
  private int columns;
  private int rows;
  private double[] values = new double[64];
  private int filled;

  CsvParser(Path path) {
    this.path = path;
  }

  /** Reads up to so many rows of numbers. */
  CsvFile.Table parse(int most) {
    try (InputStream in = PlainFile.open(path)) {
      String text = nextLine(in);
      while (text != null && rows < most) {
        if (!text.isEmpty() && text.charAt(0) != '#') {
          row(text);
        }
        text = nextLine(in);
      }
    } catch (IOException e) {
      throw ArrayFile.unreadable(path, e);
    }
    if (rows == 0) {
      throw new InvalidDataException(path + ": there is no row of numbers in the file");
    }
    return new CsvFile.Table(
        names, new RowMatrix(rows, columns, Arrays.copyOf(values, rows * columns)));
  }

  /** The next line without surrounding blanks, null at the end. */
  private String nextLine(InputStream in) throws IOException {
    int length = 0;
    line++;
    int b = nextByte(in);
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = nextByte(in)) {
      if (b < ' ' && b != '\t' && b != '\r') {
        throw new InvalidDataException(
            String.format("%s:%d: not a text file, met the byte 0x%02x", path, line, b));
      }
      if (length == LONGEST_LINE) {
        throw new InvalidDataException(
            path + ":" + line + ": a line must not exceed " + LONGEST_LINE + " bytes");
      }
      if (length == lineBytes.length) {
        lineBytes = Arrays.copyOf(lineBytes, 2 * length);
      }
      lineBytes[length++] = (byte) b;
    }
    String text = new String(lineBytes, 0, length, StandardCharsets.UTF_8);
    String withoutMark = line == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
    // Blanks only: a tab at the end is an empty last field of a table separated by tabs.
    int from = 0;
    int to = withoutMark.length();
    while (to > 0 && " \r".indexOf(withoutMark.charAt(to - 1)) >= 0) {
      to--;
    }
    while (from < to && withoutMark.charAt(from) == ' ') {
      from++;
    }
    return withoutMark.substring(from, to);
  }

  private int nextByte(InputStream in) throws IOException {
    if (bufferAt == bufferEnd) {
      bufferEnd = Math.max(0, in.read(buffer));
      bufferAt = 0;
      if (bufferEnd == 0) {
        return -1;
      }
    }
    return buffer[bufferAt++] & 0xff;
  }

  private void row(String text) {
    if (separator == 0) {
      separator = separatorOf(text);
    }
    List<String> fields = split(text);
    if (columns == 0) {
      columns = fields.size();
      if (fields.stream().noneMatch(f -> f.isEmpty() || isNumeric(f))) {
        names = List.copyOf(fields);
        return;
      }
    }
    if (fields.size() != columns) {
      throw new InvalidDataException(
          (path + ":" + line + ":" + (Math.min(fields.size(), columns) + 1) + ": every row needs ")
              + (columns + " values like the first, this one has " + fields.size()));
    }
    if (rows == MOST_ROWS) {
      throw new InvalidDataException(
          (path + ":" + line + ": expected at most " + MOST_ROWS + " rows in a text file")
              + "; a .npy file may have more");
    }
    reserve();
    for (int j = 0; j < columns; j++) {
      values[filled++] = number(fields.get(j), j + 1);
    }
    rows++;
  }

  private static char separatorOf(String text) {
    for (char c : new char[] {';', '\t', ','}) {
      if (text.indexOf(c) >= 0) {
        return c;
      }
    }
    return ' ';
  }

  /** The fields of a line; a separator inside double quotes belongs to its field. */
  private List<String> split(String text) {
    List<String> fields = new ArrayList<>(Math.max(4, columns));
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        if (separator != ' ' || field.length() > 0) {
          fields.add(field.toString().strip());
        }
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  private static boolean isNumeric(String field) {
    return !Double.isNaN(decimal(field)) || NOT_FINITE.matcher(field).matches();
  }

  /** The decimal number a field is, NaN if it is none. */
  private static double decimal(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      // Java would also take NaN, 0x1p3 and 1.5f.
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private double number(String field, int column) {
    double value = decimal(field);
    if (!Double.isNaN(value) && !Double.isInfinite(value)) {
      return value;
    }
    String met = Excerpt.of(field);
    throw new InvalidDataException(
        (path + ":" + line + ":" + column + ": expected a finite number, met ")
            + (met.isEmpty() ? "an empty field" : "\"" + met + "\""));
  }

  private void reserve() {
    long needed = (long) filled + columns;
    if (needed <= values.length) {
      return;
    }
    long capacity = Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * values.length));
    if (needed > capacity) {
      throw new InvalidDataException(
          path + ":" + line + ": a table must have fewer than 2^31 values");
    }
    // The old array and the new one.
    double bytes = 8.0 * (values.length + capacity);
    if (!JavaHeap.fits(bytes)) {
      throw new InvalidDataException(
          (path + ":" + line + ": the table so far " + JavaHeap.shortage(bytes))
              + ", or use a .npy file or fewer rows");
    }
    values = Arrays.copyOf(values, (int) capacity);
  }
}
