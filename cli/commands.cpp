#include <array>

#include "cli/command.h"
#include "cli/commands/commands.h"
#include "cli/messages.h"

namespace oimtm::cli {

namespace {

constexpr std::array<Command, 18> kCommands = {{
    {"segment", mark("Split documents into sentences, or store them in a memory."), define_segment},
    {"pair", mark("Find out which document is the translation of which."), define_pair},
    {"align", mark("Align translations sentence by sentence, and store them."), define_align},
    {"import", mark("Take an exchange file into a memory."), define_import},
    {"export", mark("Write a memory as TMX, XLIFF or a table."), define_export},
    {"lookup", mark("Find what is most like a text."), define_lookup},
    {"concordance", mark("Find a phrase, or a pattern, in all units."), define_concordance},
    {"phrases", mark("Find the phrases that documents say again and again."), define_phrases},
    {"pretranslate", mark("Fill an XLIFF file from a memory."), define_pretranslate},
    {"merge", mark("Put a translation back into its document."), define_merge},
    {"validate", mark("Check exchange files against their standard."), define_validate},
    {"edit", mark("Change units, or how duplicates are kept."), define_edit},
    {"delete", mark("Remove units."), define_delete},
    {"history", mark("List the changes of a memory."), define_history},
    {"undo", mark("Take a change of a memory back."), define_undo},
    {"backup", mark("Copy a memory while it is in use."), define_backup},
    {"verify", mark("Prove that a memory is sound."), define_verify},
    {"stats", mark("Tell what is in a memory."), define_stats},
}};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace oimtm::cli
