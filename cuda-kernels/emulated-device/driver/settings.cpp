#include "settings.h"

#include <functional>
#include <sstream>
#include <stdexcept>

namespace emulated {
namespace {

std::string trimmed(const std::string& text) {
  const char* const blanks = " \t\r";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::uint64_t natural(const std::string& value) {
  std::size_t read = 0;
  const std::uint64_t number = std::stoull(value, &read);
  if (read != value.size() || value[0] == '-') throw std::invalid_argument("expected a whole number");
  return number;
}

double real(const std::string& value) {
  std::size_t read = 0;
  const double number = std::stod(value, &read);
  if (read != value.size()) throw std::invalid_argument("expected a number");
  return number;
}

FaultTime fault_time(std::string value) {
  FaultTime time;
  time.from_then_on = !value.empty() && value.back() == '+';
  if (time.from_then_on) value.pop_back();
  time.first = natural(value);
  return time;
}

Order order(const std::string& value) {
  if (value == "forward") return Order::forward;
  if (value == "reversed") return Order::reversed;
  if (value == "shuffled") return Order::shuffled;
  throw std::invalid_argument("expected forward, reversed or shuffled");
}

using Setter = std::function<void(Settings&, const std::string&)>;

template <class T>
Setter number(T Settings::*member) {
  return [member](Settings& s, const std::string& value) { s.*member = static_cast<T>(natural(value)); };
}

Setter text(std::string Settings::*member) {
  return [member](Settings& s, const std::string& value) { s.*member = value; };
}

Setter order_of(Order Settings::*member) {
  return [member](Settings& s, const std::string& value) { s.*member = order(value); };
}

Setter fault(Fault kind) {
  return [kind](Settings& s, const std::string& value) { s.faults[kind] = fault_time(value); };
}

void set_memory(Settings& s, const std::string& value) {
  s.memory.clear();
  std::istringstream sizes(value);
  for (std::string size; std::getline(sizes, size, ',');) s.memory.push_back(natural(trimmed(size)));
  if (s.memory.empty()) throw std::invalid_argument("expected a number of bytes for each device");
}

void set_compute_capability(Settings& s, const std::string& value) {
  const std::size_t point = value.find('.');
  if (point == std::string::npos) throw std::invalid_argument("expected a version like 9.0");
  s.compute_capability = static_cast<int>(natural(value.substr(0, point)) * 10 + natural(value.substr(point + 1)));
}

const std::map<std::string, Setter>& setters() {
  static const std::map<std::string, Setter> all = {
      {"devices", number(&Settings::devices)},
      {"name", text(&Settings::name)},
      {"memory", set_memory},
      {"compute_capability", set_compute_capability},
      {"multiprocessors", number(&Settings::multiprocessors)},
      {"driver_version", number(&Settings::driver_version)},
      {"cuda_version", number(&Settings::cuda_version)},
      {"init_result", number(&Settings::init_result)},
      {"module_result", number(&Settings::module_result)},
      {"lost_result", number(&Settings::lost_result)},
      {"execution_result", number(&Settings::execution_result)},
      {"blas_status", number(&Settings::blas_status)},
      {"solver_status", number(&Settings::solver_status)},
      {"solver_info", number(&Settings::solver_info)},
      {"solver_error", [](Settings& s, const std::string& value) { s.solver_error = real(value); }},
      {"source_hash", text(&Settings::source_hash)},
      {"block_order", order_of(&Settings::block_order)},
      {"thread_order", order_of(&Settings::thread_order)},
      {"seed", number(&Settings::seed)},
      {"fault_device", number(&Settings::fault_device)},
      {"lost_at_call", fault(Fault::call)},
      {"fail_allocation", fault(Fault::allocation)},
      {"fail_host_allocation", fault(Fault::host_allocation)},
      {"fail_copy", fault(Fault::copy)},
      {"fail_handle", fault(Fault::handle)},
      {"fail_launch", fault(Fault::launch)},
      {"fail_execution", fault(Fault::execution)},
      {"fail_blas", fault(Fault::blas)},
      {"fail_solver", fault(Fault::solver)},
  };
  return all;
}

}  // namespace

Settings Settings::from_text(const std::string& text) {
  Settings settings;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::string content = trimmed(line.substr(0, line.find('#')));
    if (content.empty()) continue;
    const std::size_t equals = content.find('=');
    const std::string key = trimmed(content.substr(0, equals));
    const auto setter = setters().find(key);
    if (equals == std::string::npos || setter == setters().end()) {
      throw std::invalid_argument("unknown setting: " + content);
    }
    try {
      setter->second(settings, trimmed(content.substr(equals + 1)));
    } catch (const std::logic_error& e) {
      throw std::invalid_argument(content + ": " + e.what());
    }
  }
  return settings;
}

}  // namespace emulated
