#include "tm/fuzzy_index/verify_runs.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include <unistd.h>

#include "text/placeables.h"
#include "tm/fuzzy_index/query.h"
#include "tm/fuzzy_index/run.h"
#include "tm/fuzzy_index/run_builder.h"
#include "tm/fuzzy_index/run_file.h"
#include "tm/store/lookup_reader.h"

namespace oimtm::tm {

namespace {

struct OpenRun {
  RunFile file;
  std::optional<Run> run;
};

std::vector<OpenRun> open_runs(const std::string& memory) {
  std::vector<OpenRun> runs;
  for (RunFile& file : run_files(memory)) {
    std::optional<Run> run;
    try {
      run = Run::open(file.path);
    } catch (const DamagedRun&) {
      // Told of with the others.
    }
    runs.push_back({std::move(file), std::move(run)});
  }
  return runs;
}

class RunVerifier {
 public:
  explicit RunVerifier(LookupReader& store) : store_(store) {}

  // To be called for all of a memory's files, by language and level.
  void check(const OpenRun& opened) {
    if (opened.file.language != language_) {
      language_ = opened.file.language;
      covered_ = 0;
      is_broken_ = false;
    }
    const std::size_t before = faults_.size();
    check_one(opened);
    if (faults_.size() > before) is_broken_ = true;
  }

  std::vector<Message> take_faults() { return std::move(faults_); }

 private:
  void check_one(const OpenRun& opened) {
    const std::string name = std::filesystem::path(opened.file.path).filename().string();
    if (!opened.run || !is_whole(*opened.run)) return wrong(msg("the index {1} is damaged", name));
    const RunRange& range = opened.run->range();
    if (!is_of_memory(range, opened.file))
      return wrong(msg("the index {1} is of another memory, or of what the memory was in another past", name));
    if (range.last <= covered_) return;  // one before it has taken it in
    // Where it begins is no matter if the one before it could not say where it ends.
    if (range.after != covered_ && !is_broken_) return wrong(msg("what is before the index {1} is missing", name));
    if (!is_same(*opened.run)) return wrong(msg("the index {1} differs from the segments", name));
    covered_ = range.last;
  }

  void wrong(Message message) { faults_.push_back(std::move(message)); }

  static bool is_whole(const Run& run) {
    try {
      run.check();
    } catch (const DamagedRun&) {
      return false;
    }
    return true;
  }

  bool is_of_memory(const RunRange& range, const RunFile& file) {
    const std::string base = range.language.data();
    return range.uuid == padded<40>(store_.uuid()) && run_file({}, base, 0).language == file.language &&
           range.last > range.after && range.last <= store_.last_segment() &&
           store_.chain_at(range.revision) == range.chain;
  }

  bool is_same(const Run& run) {
    const RunRange& range = run.range();
    const std::string base = range.language.data();
    const text::LanguageTag language = text::LanguageTag::parse(base).value_or(text::LanguageTag());
    RunBuilder builder;
    store_.for_each_segment(base, range.after, [&](std::int64_t id, std::string_view text) {
      if (id > range.last) return;
      const FoldedTokens tokens = fold_tokens(text, text::match_tokens(text, language));
      builder.add({id, outline(text), tokens});
    });
    const std::vector<std::byte> bytes = builder.finish(range);
    return std::equal(bytes.begin(), bytes.end(), run.bytes().begin(), run.bytes().end());
  }

  LookupReader& store_;
  std::vector<Message> faults_;
  std::string language_;
  std::int64_t covered_ = 0;  // segments of the language, up to this one
  bool is_broken_ = false;    // a file of the language is not what it should be
};

std::vector<Message> find_faults(const Connection& connection) {
  // Opened before the store is: none is of a later revision.
  const std::vector<OpenRun> runs = open_runs(connection.path());
  LookupReader reader(connection);
  const LookupReader::Snapshot snapshot(reader);
  RunVerifier verifier(reader);
  for (const OpenRun& run : runs) verifier.check(run);
  return verifier.take_faults();
}

}  // namespace

std::size_t verify_runs(const Connection& connection, const DiagnosticSink& report) {
  // Another process may have put files in their places while they were opened one by one:
  // then it is not wrong the next time.
  constexpr int kTries = 3;
  std::vector<Message> faults = find_faults(connection);
  for (int tries = 1; tries < kTries && !faults.empty(); ++tries) faults = find_faults(connection);
  for (Message& fault : faults) report({std::move(fault), {connection.path(), 0, 0}});
  return faults.size();
}

void remove_runs(const Connection& connection) {
  for (const RunFile& file : run_files(connection.path())) ::unlink(file.path.c_str());
}

}  // namespace oimtm::tm
