#include "tm/concordance/gram_index.h"

#include <algorithm>
#include <numeric>

#include "tm/concordance/grams.h"
#include "tm/concordance/postings.h"

namespace oimtm::tm {

namespace {

constexpr std::int64_t kWorthARun = 10'000;      // segments; fewer are read faster than they are looked up
constexpr std::int64_t kLongestRun = 2'000'000;  // segments; bounds the memory that making one takes
constexpr std::size_t kFewBlocks = 64;           // that are read faster than more lists

// The lists of a run in the making.
class RunBuilder {
 public:
  explicit RunBuilder(std::uint32_t first_block) : base_(first_block), last_(kGrams), gaps_(kGrams) {}

  void add(std::uint32_t block, std::string_view text) {
    const std::uint32_t next = block - base_ + 1;
    for_each_gram(characters(fold_for_grams(text)), 1, [&](Gram gram) {
      std::uint32_t& last = last_[gram];
      if (last == next) return;
      append_varint(gaps_[gram], next - last);
      last = next;
    });
  }

  // Calls `visit` with every gram that is somewhere, and its list.
  void for_each(const std::function<void(Gram, const std::string&)>& visit) {
    for (std::size_t gram = 0; gram < kGrams; ++gram) {
      const std::string gaps = std::move(gaps_[gram]);
      if (gaps.empty()) continue;
      blocks_.clear();
      std::uint32_t last = base_ - 1;
      for (std::size_t at = 0; at < gaps.size();) blocks_.push_back(last += take_varint(gaps, at));
      visit(static_cast<Gram>(gram), encode_postings(blocks_, base_));
    }
  }

 private:
  std::uint32_t base_;
  // Apart, because most grams of a text are in their block already: only the first is read.
  std::vector<std::uint32_t> last_;  // the last block, counted from 1 at the run's first
  std::vector<std::string> gaps_;
  std::vector<std::uint32_t> blocks_;
};

std::int64_t row_number(std::int64_t run, Gram gram) { return run << kGramBits | static_cast<std::int64_t>(gram); }

// Adds the segments of a run. Returns whether they came in the order of their numbers: in a
// damaged memory they may not, and then the builder is good for nothing.
bool read_run(const Connection& connection, const GramRun& run, RunBuilder& builder) {
  Statement rows(connection, "SELECT id, text FROM segment WHERE id BETWEEN ? AND ? ORDER BY id");
  std::int64_t next = run.first;
  for (rows.bind(run.first, run.last); rows.step();) {
    const std::int64_t id = rows.integer(0);
    if (id < next || id > run.last) return false;
    builder.add(static_cast<std::uint32_t>(id / kBlockSize), rows.bytes(1));
    next = id + 1;
  }
  return true;
}

void write_run(const Connection& connection, const GramRun& run) {
  RunBuilder builder(run.first_block());
  if (!read_run(connection, run, builder)) connection.fail(SQLITE_CORRUPT);
  Statement add(connection, "INSERT INTO gram VALUES (?, ?)");
  builder.for_each([&](Gram gram, const std::string& list) { add.run(row_number(run.run, gram), Blob{list}); });
  Statement(connection, "INSERT INTO gram_run VALUES (?, ?, ?)").run(run.run, run.first, run.last);
}

// The grams that a folded text has: the longest that there are.
void add_grams(std::string_view text, std::vector<Gram>& grams) {
  const std::u32string all = characters(text);
  for_each_gram(all, std::min<std::size_t>(all.size(), 3), [&](Gram gram) { grams.push_back(gram); });
}

std::int64_t last_segment(const Connection& connection) {
  Statement last(connection, "SELECT max(id) FROM segment");
  last.step();
  return last.integer(0);
}

std::vector<std::uint32_t> in_both(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> both;
  both.reserve(std::min(a.size(), b.size()));
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

// The lists of a run, asked for blocks.
class RunLists {
 public:
  RunLists(const Connection& connection, const GramRun& run)
      : run_(run), find_(connection, "SELECT blocks FROM gram WHERE id = ?") {}

  std::vector<std::uint32_t> all() const {
    std::vector<std::uint32_t> blocks(run_.last_block() - run_.first_block() + 1);
    std::iota(blocks.begin(), blocks.end(), run_.first_block());
    return blocks;
  }

  // Blocks that have all of the grams, and some more where they are few.
  std::vector<std::uint32_t> with_all(std::vector<Gram> grams) {
    std::sort(grams.begin(), grams.end());
    grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
    std::vector<std::string> lists;
    for (const Gram gram : grams) {
      if (!find_.bind(row_number(run_.run, gram)).step()) return {};
      lists.emplace_back(find_.bytes(0));
    }
    std::sort(lists.begin(), lists.end(), [](const auto& a, const auto& b) {
      return std::pair(count_postings(a), std::string_view(a)) < std::pair(count_postings(b), std::string_view(b));
    });
    std::vector<std::uint32_t> blocks = decode_postings(lists.front(), run_.first_block());
    for (std::size_t i = 1; i < lists.size() && blocks.size() > kFewBlocks; ++i)
      blocks = in_both(blocks, decode_postings(lists[i], run_.first_block()));
    std::erase_if(blocks, [&](std::uint32_t block) { return block > run_.last_block(); });  // damaged
    return blocks;
  }

  // Blocks that may have one of the clause's texts.
  std::vector<std::uint32_t> with_any(const Clause& clause) {
    std::vector<bool> marked(run_.last_block() - run_.first_block() + 1);
    for (const std::string& text : clause) {
      std::vector<Gram> grams;
      add_grams(text, grams);
      for (const std::uint32_t block : with_all(std::move(grams))) marked[block - run_.first_block()] = true;
    }
    std::vector<std::uint32_t> blocks;
    for (std::size_t i = 0; i < marked.size(); ++i)
      if (marked[i]) blocks.push_back(run_.first_block() + static_cast<std::uint32_t>(i));
    return blocks;
  }

 private:
  const GramRun& run_;
  Statement find_;
};

}  // namespace

std::vector<GramRun> gram_runs(const Connection& connection) {
  Statement rows(connection, "SELECT run, first, last FROM gram_run ORDER BY run");
  std::vector<GramRun> runs;
  while (rows.step()) runs.push_back({rows.integer(0), rows.integer(1), rows.integer(2)});
  return runs;
}

void catch_up_grams(const Connection& connection) {
  // Only whole blocks: the next run begins with a block of its own.
  const std::int64_t end = (last_segment(connection) + 1) / kBlockSize * kBlockSize;
  const std::vector<GramRun> runs = gram_runs(connection);
  GramRun next{1, 0, -1};
  if (!runs.empty()) next = {runs.back().run + 1, runs.back().last + 1, -1};
  if (end - next.first < kWorthARun) return;
  for (; next.first < end; ++next.run, next.first = next.last + 1) {
    next.last = std::min(next.first + kLongestRun, end) - 1;
    write_run(connection, next);
  }
}

void rebuild_grams(const Connection& connection) {
  connection.run("DELETE FROM gram; DELETE FROM gram_run");
  catch_up_grams(connection);
}

std::vector<std::uint32_t> candidate_blocks(const Connection& connection, const GramRun& run,
                                            const std::vector<Clause>& clauses) {
  RunLists lists(connection, run);
  std::vector<Gram> grams;
  for (const Clause& clause : clauses)
    if (clause.size() == 1) add_grams(clause.front(), grams);
  std::vector<std::uint32_t> blocks = grams.empty() ? lists.all() : lists.with_all(std::move(grams));
  for (const Clause& clause : clauses)
    if (clause.size() > 1 && blocks.size() > kFewBlocks) blocks = in_both(blocks, lists.with_any(clause));
  return blocks;
}

std::size_t verify_grams(const Connection& connection, const DiagnosticSink& report) {
  std::size_t faults = 0;
  const auto wrong = [&](Message message) {
    ++faults;
    report({std::move(message), {connection.path(), 0, 0}});
  };
  const WholeRead whole(connection);  // another process may make all runs anew meanwhile
  const std::int64_t end = last_segment(connection);
  std::int64_t expected = 0;
  std::int64_t next = 0;
  for (const GramRun& run : gram_runs(connection)) {
    if (run.first != expected || run.first % kBlockSize != 0 || (run.last + 1) % kBlockSize != 0)
      wrong(msg("the index of the concordance has a gap before segment {1}", run.first));
    expected = run.last + 1;
    next = run.run + 1;
    RunBuilder builder(run.first_block());
    if (!read_run(connection, run, builder)) {
      wrong(msg("the index of the concordance cannot be held against the segments: they are not in their order"));
      continue;
    }
    Statement rows(connection, "SELECT id, blocks FROM gram WHERE id BETWEEN ? AND ? ORDER BY id");
    rows.bind(row_number(run.run, 0), row_number(run.run, kGrams - 1));
    bool is_equal = run.last <= end;
    builder.for_each([&](Gram gram, const std::string& list) {
      is_equal = is_equal && rows.step() && rows.integer(0) == row_number(run.run, gram) && rows.bytes(1) == list;
    });
    if (!is_equal || rows.step()) wrong(msg("the index of the concordance differs from the segments"));
  }
  // What is numbered like the next run would keep it from being written.
  Statement stray(connection, "SELECT 1 FROM gram WHERE id >= ? LIMIT 1");
  if (stray.bind(row_number(next, 0)).step()) wrong(msg("the index of the concordance differs from the segments"));
  return faults;
}

}  // namespace oimtm::tm
