#include "tm/store/deleted_units.h"

#include <algorithm>
#include <map>

#include "tm/store/history.h"
#include "tm/store/unit_row.h"

namespace oimtm::tm {

namespace {

using Texts = DeletedUnits::Texts;

// What became of the units that have the same texts.
struct Fate {
  bool is_alive = false;
  std::int64_t died = 0;  // the last of them
};

struct Past {
  std::map<Texts, Fate> fates;
  std::map<Texts::value_type, std::int64_t> born;  // the last unit with this text
  bool is_alive = false;                           // any unit
};

void add(Past& past, const Texts& texts, std::int64_t born, std::int64_t died) {
  Fate& fate = past.fates[texts];
  fate.is_alive = fate.is_alive || died == 0;
  fate.died = std::max(fate.died, died);
  past.is_alive = past.is_alive || died == 0;
  for (const auto& text : texts) past.born[text] = std::max(past.born[text], born);
}

// All units that ever stood in a document.
void read(const Connection& connection, std::int64_t document, Past& past) {
  Statement rows(
      connection,
      "SELECT u.id, u.born, ifnull(u.died, 0), l.tag, s.text FROM unit u CROSS JOIN variant v ON v.unit = u.id "
      "CROSS JOIN segment s ON s.id = v.segment CROSS JOIN language l ON l.id = s.language "
      "WHERE u.id IN (SELECT unit FROM variant WHERE document = ?) ORDER BY u.id");
  UnitId current = 0;
  std::int64_t born = 0;
  std::int64_t died = 0;
  Texts texts;
  for (rows.bind(document); rows.step();) {
    if (rows.integer(0) != current && current != 0) {
      add(past, texts, born, died);
      texts.clear();
    }
    current = rows.integer(0);
    born = rows.integer(1);
    died = rows.integer(2);
    texts.emplace(read_language(rows, 3), rows.text(4));
  }
  if (current != 0) add(past, texts, born, died);
}

bool is_deletion(const Connection& connection, std::int64_t revision) {
  Statement command(connection, "SELECT command FROM batch WHERE revision = ?");
  return command.bind(revision).step() && command.text(0) == kDeletion;
}

// Those revisions that deleted units, and were not undone. The history is read only if there
// are any: it is long where many documents are stored.
std::set<std::int64_t> deletions(const Connection& connection, const Past& past) {
  std::set<std::int64_t> revisions;
  for (const auto& [texts, fate] : past.fates) revisions.insert(fate.died);
  std::erase_if(revisions, [&](std::int64_t revision) { return revision == 0 || !is_deletion(connection, revision); });
  if (revisions.empty()) return revisions;
  for (const PastChange& change : history(connection))
    if (change.is_undone) revisions.erase(change.revision);
  return revisions;
}

}  // namespace

DeletedUnits::DeletedUnits(const Store& store, const Texts& documents) {
  Past past;
  for (const auto& [language, name] : documents)
    for (const StoredDocument& document : store.documents(name, language)) read(store.connection(), document.id, past);
  if (!past.is_alive) return;
  const std::set<std::int64_t> revisions = deletions(store.connection(), past);
  for (const auto& [texts, fate] : past.fates) {
    const bool came_back =
        fate.is_alive || std::any_of(texts.begin(), texts.end(),
                                     [&, died = fate.died](const auto& text) { return past.born[text] > died; });
    if (came_back || !revisions.contains(fate.died)) continue;
    units_.insert(texts);
    sides_.insert(texts.begin(), texts.end());
  }
}

bool DeletedUnits::has(const text::TranslationUnit& unit) const {
  if (units_.empty()) return false;
  Texts texts;
  for (const text::Variant& variant : unit.variants) texts.emplace(variant.language, variant.segment.text);
  // Where the memory has lost the other side, this one is found alone.
  return units_.contains(texts) || (texts.size() == 1 && sides_.contains(*texts.begin()));
}

}  // namespace oimtm::tm
