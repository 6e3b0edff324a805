#include "tm/fuzzy_index/fuzzy_index.h"

#include <unistd.h>

#include <algorithm>

#include "text/placeables.h"
#include "tm/fuzzy_index/run_file.h"

namespace oimtm::tm {

namespace {

// A run takes in the one before it unless that is so many times larger.
constexpr std::size_t kGrowth = 4;

}  // namespace

FuzzyIndex::FuzzyIndex(std::string path, std::string base, std::size_t tail)
    : path_(std::move(path)), base_(std::move(base)), most_in_tail_(tail) {}

std::string FuzzyIndex::file(std::size_t level) const { return run_file(path_, base_, level).path; }

bool FuzzyIndex::is_stored() const { return ::access(file(0).c_str(), F_OK) == 0; }

std::size_t FuzzyIndex::size() const {
  std::size_t size = tail_.size();
  for (const Run& run : runs_) size += run.size();
  return size;
}

void FuzzyIndex::clear() {
  runs_.clear();
  tail_.clear();
  tail_run_.reset();
  last_ = 0;
  is_open_ = false;
}

void FuzzyIndex::forget() {
  clear();
  is_damaged_ = true;
}

void FuzzyIndex::catch_up(LookupReader& store) {
  const StoreState state = store.state();
  if (is_open_ && state == state_) return;
  // A memory whose past is another one is another memory.
  if (is_open_ && state_.revision != 0 && store.chain_at(state_.revision) != state_.chain) forget();
  try {
    try {
      if (!is_open_) open_runs(store);
      read_new(store, state);
    } catch (const DamagedRun&) {
      forget();
      read_new(store, state);
    }
  } catch (...) {
    clear();  // what was read half is read again
    throw;
  }
  state_ = state;
  is_open_ = true;
}

void FuzzyIndex::open_runs(LookupReader& store) {
  while (!is_damaged_) {
    auto run = Run::open(file(runs_.size()));
    if (!run) break;
    const RunRange& range = run->range();
    const bool fits = range.uuid == padded<40>(store.uuid()) && range.language == padded<16>(base_) &&
                      range.after == last_ && range.last > range.after && store.chain_at(range.revision) == range.chain;
    if (!fits) break;
    last_ = range.last;
    runs_.push_back(std::move(*run));
  }
}

void FuzzyIndex::read_new(LookupReader& store, const StoreState& state) {
  const std::int64_t last = store.last_segment();
  if (last <= last_) return;
  const text::LanguageTag language = base_.empty() ? text::LanguageTag() : text::LanguageTag(base_);
  std::optional<RunBuilder> many;
  store.for_each_segment(base_, last_, [&](std::int64_t id, std::string_view text) {
    TailSegment segment{id, outline(text), fold_tokens(text, text::match_tokens(text, language))};
    if (many)
      many->add(segment);
    else
      tail_.push_back(std::move(segment));
    if (tail_.size() <= most_in_tail_) return;
    many.emplace();
    for (const TailSegment& before : tail_) many->add(before);
    tail_ = {};
  });
  last_ = last;
  const RunRange range{padded<40>(store.uuid()), padded<16>(base_), last_of_runs(), last, state.revision, state.chain};
  tail_run_.reset();
  if (many)
    write_run(std::move(*many), range);
  else if (!tail_.empty())
    index_tail(range);
}

void FuzzyIndex::index_tail(const RunRange& range) {
  RunBuilder builder;
  for (const TailSegment& segment : tail_) builder.add(segment);
  tail_run_ = Run::adopt(builder.finish(range));
}

// Makes a run of what is new and of the runs before it that are not several times larger.
void FuzzyIndex::write_run(RunBuilder builder, RunRange range) {
  while (!runs_.empty() && runs_.back().size() < kGrowth * builder.size()) {
    runs_.back().for_each([&](const IndexedSegment& segment) { builder.add(segment); });
    range.after = runs_.back().range().after;
    runs_.pop_back();
  }
  std::vector<std::byte> bytes = builder.finish(range);
  const std::string name = file(runs_.size());
  if (replace_file(name, bytes)) {
    is_damaged_ = false;
    if (auto stored = Run::open(name); stored && stored->range() == range) {
      bytes = {};
      runs_.push_back(std::move(*stored));
    }
    for (std::size_t level = runs_.size(); ::unlink(file(level).c_str()) == 0; ++level) {
    }
  }
  if (!bytes.empty()) runs_.push_back(Run::adopt(std::move(bytes)));
}

std::int64_t FuzzyIndex::last_of_runs() const { return runs_.empty() ? 0 : runs_.back().range().last; }

void FuzzyIndex::find(const FuzzyQuery& query, int least, const CandidateSink& sink) const {
  for (const Run& run : runs_) least = run.find(query, least, sink);
  if (tail_run_) tail_run_->find(query, least, sink);
}

}  // namespace oimtm::tm
