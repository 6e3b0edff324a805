#include "cli/help.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <numeric>

#include "cli/manual.h"
#include "cli/messages.h"
#include "text/error.h"

namespace oimtm::cli {

namespace {

// The plain edit distance of two short words, for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replace = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replace, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

// The deepest command that was named.
const CLI::App& chosen(const CLI::App& app) {
  const auto named = app.get_subcommands();
  return named.empty() ? app : *named.front();
}

std::vector<std::string> flag_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  return names;
}

void word_formatter(CLI::App& app) {
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(28);
  formatter->label("Usage", tr("Usage"));
  formatter->label("OPTIONS", tr("FLAGS"));
  formatter->label("SUBCOMMAND", tr("COMMAND"));
  formatter->label("Positionals", tr("Arguments"));
  app.formatter(formatter);
}

void add_console_flags(CLI::App& app, ConsoleOptions& console) {
  const std::string group = tr("Everywhere");
  app.add_flag("-q,--quiet", console.quiet, tr("Say nothing but errors."))->group(group);
  app.add_flag("-v,--verbose", console.verbose, tr("Say what is done."))->group(group);
  app.add_flag("--no-progress", console.no_progress, tr("Do not show how far the work is."))->group(group);
  app.add_option("--color", console.color, tr("Colours: auto, always or never."))->type_name(tr("WHEN"))->group(group);
  app.set_help_flag();  // the inherited one: this one stands in its group, at the end
  app.set_help_flag("-h,--help", tr("Show this help."))->group(group);
}

// Commands for packagers and shells: out of the table of help by having no group.
void add_documentation(CLI::App& app, std::vector<std::pair<CLI::App*, Runner>>& runners) {
  const auto add = [&](const char* name, std::string (*make)(const CLI::App&, const std::string&)) {
    auto topic = std::make_shared<std::string>();
    CLI::App* sub = app.add_subcommand(name)->group("");
    sub->allow_extras();
    sub->add_option("TOPIC", *topic);
    runners.emplace_back(sub, [topic, make, &app](Console& console) {
      console.print(make(app, *topic));
      return static_cast<int>(kDone);
    });
  };
  add("manual", manual_page);
  add("completions", completions);
}

}  // namespace

std::vector<std::pair<CLI::App*, Runner>> define_all(CLI::App& app, ConsoleOptions& console) {
  word_formatter(app);
  app.option_defaults()->group(tr("Flags"));  // also of the commands, which inherit it
  app.set_help_flag("-h,--help", tr("Show this help."));
  app.set_version_flag("--version", std::string("oimtm " OIMTM_VERSION), tr("Show the version."));
  app.allow_extras();
  app.footer(
      tr("oimtm help COMMAND says more of each.\n"
         "Exit status: 0 done or found, 1 nothing found, 2 it could not be done."));
  std::vector<std::pair<CLI::App*, Runner>> runners;
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(command.name, tr(command.summary));
    sub->allow_extras();
    sub->group(tr("Commands"));
    sub->footer("");  // the program's would be inherited
    runners.emplace_back(sub, command.define(*sub));
    add_console_flags(*sub, console);
  }
  add_documentation(app, runners);
  return runners;
}

std::string nearest(std::string_view typed, const std::vector<std::string>& words) {
  constexpr std::size_t kFewest = 4;  // letters, the dashes among them, that begin a word
  const auto begun =
      std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.starts_with(typed); });
  if (typed.size() >= kFewest && begun != words.end()) return *begun;
  const auto best = std::min_element(words.begin(), words.end(), [&](const auto& a, const auto& b) {
    return distance(typed, a) < distance(typed, b);
  });
  const std::size_t most = std::max<std::size_t>(1, typed.size() / 3);
  return best != words.end() && distance(typed, *best) <= most ? *best : std::string();
}

std::string help_of(const CLI::App& app) {
  const CLI::App& command = chosen(app);
  std::string text = command.help(&command == &app ? "" : "oimtm");
  // CLI11 puts two blank lines between groups.
  for (std::size_t at = 0; (at = text.find("\n\n\n", at)) != std::string::npos;) text.erase(at, 1);
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

void throw_usage(const CLI::ParseError& error, const CLI::App& app) {
  const CLI::App& command = chosen(app);
  const Message hint =
      &command == &app ? msg("oimtm --help shows how") : msg("oimtm help {1} shows how", command.get_name());
  const std::string text = error.what();
  for (const CLI::Option* option : command.get_options())
    if (static_cast<int>(option->results().size()) > option->get_items_expected_max())
      throw UsageError(msg("{1} was given more than once", option->get_name()), {}, hint);
  // CLI11 begins these with the flag's name.
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    throw UsageError(msg("{1} wants a value", text.substr(0, text.find(':'))), {}, hint);
  throw UsageError(msg("the command line cannot be read: {1}", text), {}, hint);
}

namespace {

// What looks like the value of a flag may want to be one.
[[noreturn]] void refuse_argument(const std::string& typed, const CLI::App& command) {
  const auto has = [&](const char* flag) { return command.get_option_no_throw(flag) != nullptr; };
  const bool is_condition = typed.find_first_of("=~<>") != std::string::npos;
  const Message hint = has("--where") && is_condition ? msg("did you mean {1}?", "--where \"" + typed + "\"")
                       : has("--memory") && typed.ends_with(".tm")
                           ? msg("did you mean {1}?", "-m " + typed)
                           : msg("oimtm help {1} lists its flags", command.get_name());
  throw UsageError(msg("one argument too many: {1}", typed), {}, hint);
}

}  // namespace

void refuse_unknown(const CLI::App& app) {
  const CLI::App& command = chosen(app);
  std::vector<std::string> extra = app.remaining(true);
  std::erase(extra, "--");  // what is behind it is no flag
  if (extra.empty()) return;
  const std::vector<std::string> early = app.remaining(false);
  if (&command != &app && !early.empty() && early.front().starts_with('-'))
    throw UsageError(msg("{1} stands before the command", early.front()), {},
                     msg("flags come behind it: oimtm {1} {2}", command.get_name(), early.front()));
  const std::string typed = extra.front().substr(0, extra.front().find('='));
  const bool is_flag = typed.starts_with('-') && typed.size() > 1;
  if (!is_flag && &command != &app) refuse_argument(extra.front(), command);
  const std::string near = nearest(typed, is_flag ? flag_names(command) : command_names());
  const bool is_of_phrases = !is_flag && (typed == "approve" || typed == "check");
  const Message hint = is_of_phrases ? msg("did you mean {1}?", "phrases " + typed)
                       : is_flag && typed.find(' ') != std::string::npos
                           ? msg("put -- before a text that begins with -")
                       : !near.empty()    ? msg("did you mean {1}?", near)
                       : &command == &app ? msg("oimtm --help lists the commands")
                                          : msg("oimtm help {1} lists its flags", command.get_name());
  if (is_flag) throw UsageError(msg("there is no flag {1}", typed), {}, hint);
  throw UsageError(msg("there is no command {1}", typed), {}, hint);
}

}  // namespace oimtm::cli
