// Each command's flags and runner; the table is in cli/commands.cpp.
#pragma once

#include "cli/command.h"

namespace oimtm::cli {

Runner define_segment(CLI::App& app);
Runner define_pair(CLI::App& app);
Runner define_align(CLI::App& app);
Runner define_import(CLI::App& app);
Runner define_export(CLI::App& app);
Runner define_lookup(CLI::App& app);
Runner define_pretranslate(CLI::App& app);
Runner define_merge(CLI::App& app);
Runner define_concordance(CLI::App& app);
Runner define_phrases(CLI::App& app);
Runner define_edit(CLI::App& app);
Runner define_delete(CLI::App& app);
Runner define_history(CLI::App& app);
Runner define_undo(CLI::App& app);
Runner define_backup(CLI::App& app);
Runner define_verify(CLI::App& app);
Runner define_stats(CLI::App& app);
Runner define_validate(CLI::App& app);

}  // namespace oimtm::cli
