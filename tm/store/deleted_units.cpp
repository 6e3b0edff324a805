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

// Revisions that deleted units, and were not undone.
std::set<std::int64_t> deletions(const Connection& connection) {
  std::set<std::int64_t> revisions;
  for (const PastChange& change : history(connection))
    if (change.command == kDeletion && !change.is_undone) revisions.insert(change.revision);
  return revisions;
}

void add(Past& past, const Texts& texts, std::int64_t born, std::int64_t died) {
  Fate& fate = past.fates[texts];
  fate.is_alive = fate.is_alive || died == 0;
  fate.died = std::max(fate.died, died);
  past.is_alive = past.is_alive || died == 0;
  for (const auto& text : texts) past.born[text] = std::max(past.born[text], born);
}

// All units that ever stood in a document.
void read(const Connection& connection, std::int64_t document, Past& past) {
  Statement rows(connection,
                 "SELECT u.id, u.born, ifnull(u.died, 0), l.tag, s.text FROM unit u JOIN variant v ON v.unit = u.id "
                 "JOIN segment s ON s.id = v.segment JOIN language l ON l.id = s.language "
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

}  // namespace

DeletedUnits::DeletedUnits(const Store& store, const Texts& documents) {
  const std::set<std::int64_t> revisions = deletions(store.connection());
  if (revisions.empty()) return;
  Past past;
  for (const auto& [language, name] : documents)
    for (const StoredDocument& document : store.documents(name, language)) read(store.connection(), document.id, past);
  if (!past.is_alive) return;
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
