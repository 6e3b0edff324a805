#include "cli/manual.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/messages.h"
#include "text/error.h"

namespace oimtm::cli {

namespace {

// The commands that people type; those for packagers stay out of help and completions.
std::vector<const CLI::App*> visible_commands(const CLI::App& app) {
  const auto is_visible = [](const CLI::App* command) { return !command->get_group().empty(); };
  return app.get_subcommands(is_visible);
}

const CLI::App& find_command(const CLI::App& app, const std::string& name) {
  if (name.empty()) return app;
  for (const CLI::App* command : visible_commands(app))
    if (command->get_name() == name) return *command;
  throw UsageError(msg("there is no command {1}", name), {}, msg("oimtm --help lists the commands"));
}

// "-m, --memory FILE"
std::string flag_names(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  std::string text = fmt::format("{}", fmt::join(names, ", "));
  if (option.get_items_expected_max() > 0 && !option.get_type_name().empty()) text += " " + option.get_type_name();
  return text;
}

// roff takes a \ and a leading . or ' for its own.
std::string roff(const std::string& text) {
  std::string escaped;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool starts_line = at == 0 || text[at - 1] == '\n';
    if (starts_line && (text[at] == '.' || text[at] == '\'')) escaped += "\\&";
    escaped += text[at] == '\\' ? "\\e" : text[at] == '-' ? "\\-" : std::string(1, text[at]);
  }
  return escaped;
}

std::string options_of(const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : app.get_options()) {
    const bool is_flag = !option->get_snames().empty() || !option->get_lnames().empty();
    const std::string name = is_flag ? flag_names(*option) : option->get_name(true);
    text += fmt::format(".TP\n.B {}\n{}\n", roff(name), roff(option->get_description()));
  }
  return text;
}

struct ShellWord {
  std::string word;
  std::string help;
  bool is_command = false;
};

std::vector<ShellWord> words_of(const CLI::App& app) {
  std::vector<ShellWord> words;
  for (const CLI::App* command : visible_commands(app))
    words.push_back({command->get_name(), command->get_description(), true});
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames())
      words.push_back({"--" + name, option->get_description(), false});
  return words;
}

std::string joined(const std::vector<ShellWord>& words) {
  std::vector<std::string> plain;
  plain.reserve(words.size());
  for (const ShellWord& word : words) plain.push_back(word.word);
  return fmt::format("{}", fmt::join(plain, " "));
}

// Quoted for any shell.
std::string quoted(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) text.replace(at, 1, "'\\''");
  return "'" + text + "'";
}

std::string bash(const CLI::App& app) {
  std::string script =
      "_oimtm() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} words\n"
      "  case ${COMP_CWORD}:${COMP_WORDS[1]} in\n"
      "    1:*) words=" +
      quoted(joined(words_of(app))) + " ;;\n";
  for (const CLI::App* command : visible_commands(app))
    script += "    *:" + command->get_name() + ") words=" + quoted(joined(words_of(*command))) + " ;;\n";
  return script +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "}\n"
         "complete -o filenames -F _oimtm oimtm\n";
}

std::string zsh(const CLI::App& app) {
  const auto described = [](const std::vector<ShellWord>& words) {
    std::string list;
    for (const ShellWord& word : words) list += " " + quoted(word.word + ":" + word.help);
    return list;
  };
  std::string script =
      "#compdef oimtm\n"
      "_oimtm() {\n"
      "  local -a words_of\n"
      "  case $CURRENT:$words[2] in\n"
      "    2:*) words_of=(" +
      described(words_of(app)) + " ) ;;\n";
  for (const CLI::App* command : visible_commands(app))
    script += "    *:" + command->get_name() + ") words_of=(" + described(words_of(*command)) + " ) ;;\n";
  return script +
         "  esac\n"
         "  _describe oimtm words_of\n"
         "  _files\n"
         "}\n"
         "_oimtm \"$@\"\n";
}

std::string fish(const CLI::App& app) {
  std::string script;
  for (const ShellWord& word : words_of(app))
    script += fmt::format("complete -c oimtm -n __fish_use_subcommand -{} {} -d {}\n", word.is_command ? "a" : "l",
                          word.is_command ? word.word : word.word.substr(2), quoted(word.help));
  for (const CLI::App* command : visible_commands(app))
    for (const ShellWord& word : words_of(*command))
      script += fmt::format("complete -c oimtm -n '__fish_seen_subcommand_from {}' -l {} -d {}\n", command->get_name(),
                            word.word.substr(2), quoted(word.help));
  return script;
}

}  // namespace

std::string manual_page(const CLI::App& app, const std::string& topic) {
  const bool is_of_program = topic.empty() || topic == "oimtm";
  const std::string name = topic.starts_with("oimtm-") ? topic.substr(6) : is_of_program ? std::string() : topic;
  const std::string title = is_of_program ? "oimtm" : "oimtm-" + name;
  const CLI::App& command = find_command(app, name);
  std::string page = fmt::format(".TH {} 1 \"\" \"oimtm {}\" oimtm\n", roff(title), OIMTM_VERSION);
  page += fmt::format(".SH NAME\n{} \\- {}\n", roff(title), roff(command.get_description()));
  page += fmt::format(".SH SYNOPSIS\n.B oimtm {}\n[FLAGS] ...\n", name.empty() ? "COMMAND" : name);
  if (name.empty()) {
    page += ".SH COMMANDS\n";
    for (const CLI::App* sub : visible_commands(app))
      page += fmt::format(".TP\n.B {}\n{}\n", sub->get_name(), roff(sub->get_description()));
  }
  page += ".SH FLAGS\n" + options_of(command);
  if (!command.get_footer().empty()) page += ".SH NOTES\n.nf\n" + roff(command.get_footer()) + "\n.fi\n";
  return page;
}

std::string completions(const CLI::App& app, const std::string& shell) {
  if (shell == "bash") return bash(app);
  if (shell == "zsh") return zsh(app);
  if (shell == "fish") return fish(app);
  throw UsageError(msg("no completions for {1}", shell), {}, msg("there are some for bash, zsh and fish"));
}

}  // namespace oimtm::cli
