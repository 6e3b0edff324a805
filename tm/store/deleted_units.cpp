#include "tm/store/deleted_units.h"

#include <algorithm>
#include <map>

#include "tm/store/history.h"
#include "tm/store/unit_row.h"

namespace oimtm::tm {

namespace {

using Texts = DeletedUnits::Texts;

using Places = std::set<std::pair<std::int64_t, std::int64_t>>;  // documents, and positions in them

struct Life {
  Texts texts;
  Places places;
  std::int64_t born = 0;
  std::int64_t died = 0;  // 0: it lives
};

// What became of the units that have the same texts.
struct Fate {
  bool is_alive = false;
  Life last;  // of those that died
};

struct Past {
  std::map<Texts, Fate> fates;
  std::map<Texts::value_type, std::int64_t> born;        // the last unit with this text
  std::map<std::pair<std::int64_t, Places>, Life> dead;  // by when they died, and where
  bool is_alive = false;                                 // any unit
};

void add(Past& past, const Life& life) {
  Fate& fate = past.fates[life.texts];
  if (life.died == 0) fate.is_alive = past.is_alive = true;
  if (life.died > fate.last.died) fate.last = life;
  if (life.died != 0) past.dead[{life.died, life.places}] = life;
  for (const auto& text : life.texts) past.born[text] = std::max(past.born[text], life.born);
}

// All units that ever stood in a document.
void read(const Connection& connection, std::int64_t document, Past& past) {
  Statement rows(connection,
                 "SELECT u.id, u.born, ifnull(u.died, 0), l.tag, s.text, ifnull(v.document, 0), ifnull(v.position, 0) "
                 "FROM unit u CROSS JOIN variant v ON v.unit = u.id CROSS JOIN segment s ON s.id = v.segment "
                 "CROSS JOIN language l ON l.id = s.language "
                 "WHERE u.id IN (SELECT unit FROM variant WHERE document = ?) ORDER BY u.id");
  UnitId current = 0;
  Life life;
  for (rows.bind(document); rows.step();) {
    if (rows.integer(0) != current) {
      if (current != 0) add(past, life);
      life = {{}, {}, rows.integer(1), rows.integer(2)};
      current = rows.integer(0);
    }
    life.texts.emplace(read_language(rows, 3), rows.text(4));
    life.places.emplace(rows.integer(5), rows.integer(6));
  }
  if (current != 0) add(past, life);
}

bool was(std::string_view command, const Connection& connection, std::int64_t revision) {
  Statement found(connection, "SELECT command FROM batch WHERE revision = ?");
  return found.bind(revision).step() && found.text(0) == command;
}

// Those revisions that deleted units, and were not undone. The history is read only if there
// are any: it is long where many documents are stored.
std::set<std::int64_t> deletions(const Connection& connection, const Past& past) {
  std::set<std::int64_t> revisions;
  for (const auto& [texts, fate] : past.fates) revisions.insert(fate.last.died);
  std::erase_if(revisions,
                [&](std::int64_t revision) { return revision == 0 || !was(kDeletion, connection, revision); });
  if (revisions.empty()) return revisions;
  for (const PastChange& change : history(connection))
    if (change.is_undone) revisions.erase(change.revision);
  return revisions;
}

bool came_back(const Past& past, const Fate& fate) {
  return fate.is_alive || std::any_of(fate.last.texts.begin(), fate.last.texts.end(),
                                      [&](const auto& text) { return past.born.at(text) > fate.last.died; });
}

// The unit that was edited to become this one.
const Life* before_edit(const Connection& connection, const Past& past, const Life& life) {
  if (!was(kEditing, connection, life.born)) return nullptr;
  const auto found = past.dead.find({life.born, life.places});
  const bool is_gone =
      found != past.dead.end() && found->second.born < life.born && !past.fates.at(found->second.texts).is_alive;
  return is_gone ? &found->second : nullptr;
}

}  // namespace

DeletedUnits::DeletedUnits(const Store& store, const Texts& documents) {
  const Connection& connection = store.connection();
  Past past;
  for (const auto& [language, name] : documents)
    for (const StoredDocument& document : store.documents(name, language)) read(connection, document.id, past);
  if (!past.is_alive) return;
  const std::set<std::int64_t> revisions = deletions(connection, past);
  for (const auto& [texts, fate] : past.fates) {
    if (!revisions.contains(fate.last.died) || came_back(past, fate)) continue;
    for (const Life* life = &fate.last; life != nullptr; life = before_edit(connection, past, *life)) {
      units_.insert(life->texts);
      sides_.insert(life->texts.begin(), life->texts.end());
    }
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
