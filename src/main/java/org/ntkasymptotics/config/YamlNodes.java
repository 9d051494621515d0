package org.ntkasymptotics.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.config.Node.Mapping;
import org.ntkasymptotics.config.Node.Scalar;
import org.ntkasymptotics.config.Node.Sequence;
import org.ntkasymptotics.host.FileFailure;
import org.ntkasymptotics.host.PlainFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML text to nodes with positions. The tree is built from the parser's events, so that depth,
 * aliases and duplicate keys are judged before anything is expanded.
 */
final class YamlNodes {
  /** A description of an experiment takes 2 kB; a megabyte is something else. */
  private static final long LARGEST_FILE = 1 << 20;

  /** Levels of keys and lists below each other. */
  static final int DEEPEST = 16;

  private final Iterator<Event> events;
  private final String label;
  private final Optional<Origin> fixed;
  private final Path base;

  private YamlNodes(String text, String label, Optional<Origin> fixed, Path base) {
    LoadSettings settings = LoadSettings.builder().setLabel(label).build();
    this.events = new Parse(settings).parseString(text).iterator();
    this.label = label;
    this.fixed = fixed;
    this.base = base;
  }

  /** The content of a file; an empty one is an empty mapping. */
  static Node read(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parse(textOf(file), file.toString(), Optional.empty(), parent);
  }

  /** A text that stands for a file of this name. */
  static Node text(String text, String label) {
    return parse(text, label, Optional.empty(), Path.of("").toAbsolutePath());
  }

  /** The value of an option; every position is the option's. */
  static Node value(String text, Origin origin) {
    return parse(text, origin.where(), Optional.of(origin), origin.base());
  }

  private static String textOf(Path file) {
    try {
      return PlainFile.text(file, LARGEST_FILE);
    } catch (IOException e) {
      throw new ConfigException(file + ": " + FileFailure.why(e), e);
    }
  }

  private static Node parse(String text, String label, Optional<Origin> fixed, Path base) {
    try {
      return new YamlNodes(text, label, fixed, base).document();
    } catch (MarkedYamlEngineException e) {
      String where =
          fixed.isPresent() ? label : e.getProblemMark().map(m -> label + place(m)).orElse(label);
      throw new ConfigException(where + ": not YAML: " + oneLine(e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new ConfigException(label + ": not YAML: " + oneLine(e.getMessage()), e);
    }
  }

  private static String oneLine(String problem) {
    String line = String.valueOf(problem).lines().findFirst().orElse("");
    return line.replaceAll("\\p{Cntrl}", "?");
  }

  private static String place(Mark mark) {
    return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  private Node document() {
    Node root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        default -> {
          if (root != null) {
            throw new ConfigException(at(event).at("") + "expected one document, got a second");
          }
          root = node(event, 0);
        }
      }
    }
    if (root == null) {
      return Mapping.empty(fixed.orElse(new Origin(label, "", base)));
    }
    return root;
  }

  private Node node(Event event, int depth) {
    Origin origin = at(event);
    refuseReferences(event, origin);
    if (depth > DEEPEST) {
      throw new ConfigException(
          origin.at("") + "expected at most " + DEEPEST + " levels of nesting");
    }
    return switch (event.getEventId()) {
      case Scalar -> {
        ScalarEvent scalar = (ScalarEvent) event;
        yield new Scalar(scalar.getValue(), scalar.isPlain(), origin);
      }
      case SequenceStart -> {
        List<Node> items = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
          items.add(node(e, depth + 1));
        }
        yield new Sequence(items, origin);
      }
      case MappingStart -> mapping(origin, depth);
      default ->
          throw new ConfigException(origin.at("") + "not YAML: unexpected " + event.getEventId());
    };
  }

  private Mapping mapping(Origin origin, int depth) {
    Mapping mapping = Mapping.empty(origin);
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      Node key = node(e, depth + 1);
      if (!(key instanceof Scalar name)) {
        throw new ConfigException(key.origin().at("") + "expected a key, got " + key.shown());
      }
      Node value = node(events.next(), depth + 1);
      if (mapping.values().containsKey(name.text())) {
        throw new ConfigException(
            key.origin().at("") + "expected every key once, got " + key.shown() + " again");
      }
      mapping.put(name.text(), key.origin(), value);
    }
    return mapping;
  }

  private static void refuseReferences(Event event, Origin origin) {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      throw new ConfigException(origin.at("") + "expected plain values, got an anchor or alias");
    }
    boolean tagged =
        (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
            || (event instanceof CollectionStartEvent start && start.getTag().isPresent());
    if (tagged) {
      throw new ConfigException(origin.at("") + "expected plain values, got a tag");
    }
  }

  private Origin at(Event event) {
    return fixed.orElseGet(
        () -> new Origin(label + event.getStartMark().map(YamlNodes::place).orElse(""), "", base));
  }
}
