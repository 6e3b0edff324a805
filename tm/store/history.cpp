#include "tm/store/history.h"

#include <set>

#include "text/date.h"
#include "text/error.h"
#include "tm/store/chain.h"
#include "tm/store/settings.h"

namespace oimtm::tm {

namespace {

// The revisions that later ones took back. One that was taken back by a change that was
// taken back itself counts as made.
std::set<std::int64_t> undone(const std::vector<BatchRow>& batches) {
  std::set<std::int64_t> undone;
  for (auto batch = batches.rbegin(); batch != batches.rend(); ++batch)
    if (batch->undoes && !undone.contains(batch->revision)) undone.insert(*batch->undoes);
  return undone;
}

[[noreturn]] void refuse_moment(std::string_view moment) {
  throw UsageError(msg("{1} is no date", moment), {},
                   msg("write it as 2026-01-31, or 2026-01-31T12:00:00Z; both are in UTC"));
}

// Changes of earlier versions that only set a policy do not tell which there was before.
bool can_be_undone(const Connection& connection, const PastChange& change) {
  return !change.is_undone && !change.undoes &&
         (change.added + change.removed > 0 || policy_change(connection, change.revision));
}

}  // namespace

std::vector<PastChange> history(const Connection& connection) {
  const std::vector<BatchRow> batches = read_batches(connection);
  const std::set<std::int64_t> taken_back = undone(batches);
  std::vector<PastChange> changes;
  changes.reserve(batches.size());
  for (const BatchRow& batch : batches)
    changes.push_back({batch.revision, batch.time, batch.command, batch.detail, static_cast<std::size_t>(batch.born),
                       static_cast<std::size_t>(batch.died), batch.undoes, taken_back.contains(batch.revision)});
  return changes;
}

std::int64_t revision_at(const Connection& connection, std::string_view moment) {
  std::string time(moment);
  if (time.size() == 10) time += "T23:59:59Z";
  if (!text::is_moment(time)) refuse_moment(moment);
  Statement last(connection, "SELECT max(revision) FROM batch WHERE time <= ?");
  return last.bind(time).step() ? last.integer(0) : 0;
}

std::int64_t last_change(const Connection& connection) {
  const std::vector<PastChange> changes = history(connection);
  for (auto change = changes.rbegin(); change != changes.rend(); ++change)
    if (can_be_undone(connection, *change)) return change->revision;
  return 0;
}

bool is_undone(const Connection& connection, std::int64_t revision) {
  return undone(read_batches(connection)).contains(revision);
}

}  // namespace oimtm::tm
