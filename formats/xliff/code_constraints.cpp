#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

#include "formats/xliff/constraints.h"
#include "formats/xliff/hint_constraints.h"
#include "formats/xliff/mark_constraints.h"
#include "formats/xliff/names.h"
#include "formats/xliff/side.h"

namespace oimtm::formats::xliff {

namespace {

// Where the partners of a side's codes and annotations stand, by their ids.
struct Partners {
  using First = std::unordered_map<std::string_view, std::size_t>;

  explicit Partners(const Side& side) {
    for (const Code& code : side.codes) {
      const std::string_view name = code.node->local();
      if (name == "sc" && !is_isolated(*code.node)) starts.emplace(code.node->value("id"), code.position);
      if (name == "ec") ends[code.node->value("startRef")].push_back(&code);
    }
  }

  First starts;                                                         // the first <sc> that is not isolated
  std::unordered_map<std::string_view, std::vector<const Code*>> ends;  // each <ec>, in order
};

class CodeCheck {
 public:
  CodeCheck(const XmlNode& holder, const std::vector<TextElement>& sources, const std::vector<TextElement>& targets,
            const Surroundings& around, Registry& registry, const Findings& findings)
      : holder_(holder),
        around_(around),
        registry_(registry),
        findings_(findings),
        source_(sources),
        target_(targets),
        is_unit_(is_version2(holder.space)),
        all_translated_(targets.size() == sources.size()),
        marks_(holder, around, registry, findings) {
    for (const XmlNode& child : holder.children) {
      if (!child.is_text() && is_version2(child.space) && child.local() == "originalData")
        for (const XmlNode& data : child.children) data_.insert(std::string(data.value("id")));
    }
  }

  void run() {
    check_ids();
    for (const Side* side : {&source_, &target_})
      for (const Code& code : side->codes)
        if (is_code(*code.node)) originals_.emplace(code.node->value("id"), code.node);
    for (const Side* side : {&source_, &target_}) {
      const Partners partners(*side);
      for (const XmlNode* character : side->characters) check_character(*character);
      for (const Code& code : side->codes) {
        check_module_attributes(*code.node, around_, findings_);
        if (is_code(*code.node)) check_code(code, partners);
      }
      check_pairs(*side, partners, side == &source_ || all_translated_);
      marks_.check(*side, side == &source_ || all_translated_);
      check_sequences(*side, findings_);
    }
    if (is_unit_) check_kept(source_, target_, findings_);
  }

 private:
  void error(const XmlNode& node, std::string_view rule, Message message) const {
    findings_.error(node, rule, std::move(message));
  }

  // Ids are unique in the unit, but that a code of a target has the id of the same code of
  // its source.
  void check_ids() {
    std::map<std::string, const XmlNode*> seen;
    for (const XmlNode& part : holder_.children) {
      const bool is_part =
          !part.is_text() && is_version2(part.space) && (part.local() == "segment" || part.local() == "ignorable");
      if (is_part) define(seen, part, "");
    }
    std::map<std::string, const Code*> of_sources;
    for (const Code& code : source_.codes) {
      define(seen, *code.node, "");
      if (const std::string* id = code.node->find("id")) of_sources[*id] = &code;
    }
    std::set<std::string> of_targets;
    for (const Code& code : target_.codes) {
      const std::string* id = code.node->find("id");
      if (id == nullptr) continue;
      if (is_unit_) registry_.define(key("t=" + *id));
      if (!of_targets.insert(*id).second) {
        error(*code.node, "xliff-id", msg("the id {1} is used twice", *id));
        continue;
      }
      const auto source = of_sources.find(*id);
      const bool is_other =
          source != of_sources.end() ? source->second->node->local() != code.node->local() : seen.count(*id) != 0;
      if (is_other) error(*code.node, "xliff-id", msg("the id {1} is that of another element of the unit", *id));
    }
  }

  void define(std::map<std::string, const XmlNode*>& seen, const XmlNode& node, const std::string& prefix) {
    const std::string* id = node.find("id");
    if (id == nullptr) return;
    if (is_unit_) registry_.define(key(prefix + *id));
    if (!seen.emplace(*id, &node).second) error(node, "xliff-id", msg("the id {1} is used twice", *id));
  }

  // <cp> is for what XML cannot hold, or had better not.
  void check_character(const XmlNode& node) {
    const std::string_view hex = node.value("hex");
    unsigned code = 0;
    const auto [end, failure] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    if (failure != std::errc() || end != hex.data() + hex.size()) return;  // told by its type
    const bool is_control =
        (code < 0x20 && code != 9 && code != 10 && code != 13) || (code >= 0x7F && code <= 0x9F && code != 0x85);
    const bool is_no_character = (code >= 0xD800 && code <= 0xDFFF) || (code & 0xFFFEU) == 0xFFFEU;
    if (hex.size() < 4 || hex.size() > 6 || code > 0x10FFFF)
      error(node, "xliff-value", msg("hex=\"{1}\" is no number from 0000 to 10FFFF", hex));
    else if (!is_control && !is_no_character)
      error(node, "xliff-value", msg("hex=\"{1}\" is a character that XML can hold: it stands for itself", hex));
  }

  void check_code(const Code& code, const Partners& partners) {
    const XmlNode& node = *code.node;
    check_sub_type(node);
    check_data(node);
    if (node.find("copyOf") != nullptr) check_copy(node);
    const std::string_view reorder = node.value("canReorder", "yes");
    if (reorder != "yes" && (node.value("canCopy", "yes") != "no" || node.value("canDelete", "yes") != "no"))
      error(node, "xliff-editing-hints", msg("canReorder=\"{1}\" wants canCopy and canDelete to be no", reorder));
    for (const std::string_view name : {"subFlows", "subFlowsStart", "subFlowsEnd"}) refer_units(node, name);
    wants_both(node, "equivStart", "equivEnd");
    wants_both(node, "subFlowsStart", "subFlowsEnd");
    if (node.local() == "ec") check_end(node, partners, code.position);
  }

  void wants_both(const XmlNode& node, std::string_view one, std::string_view other) {
    if ((node.find(one) == nullptr) != (node.find(other) == nullptr))
      error(node, "xliff-attribute", msg("{1} and {2} have to stand together", one, other));
  }

  void check_sub_type(const XmlNode& node) {
    const std::string* sub_type = node.find("subType");
    if (sub_type == nullptr) return;
    const std::string* type = node.find("type");
    if (type == nullptr) return error(node, "xliff-attribute", msg("subType wants type to be said too"));
    if (!sub_type->starts_with("xlf:")) return;
    constexpr std::array<std::string_view, 5> kFormats = {"xlf:b", "xlf:i", "xlf:u", "xlf:lb", "xlf:pb"};
    const bool is_format = std::find(kFormats.begin(), kFormats.end(), *sub_type) != kFormats.end();
    const bool fits = is_format ? *type == "fmt" : *sub_type == "xlf:var" && *type == "ui";
    if (!fits) error(node, "xliff-value", msg("subType=\"{1}\" does not go with type=\"{2}\"", *sub_type, *type));
  }

  void check_data(const XmlNode& node) {
    for (const std::string_view name : {"dataRef", "dataRefStart", "dataRefEnd"}) {
      const std::string* reference = node.find(name);
      if (reference != nullptr && data_.count(*reference) == 0)
        error(node, "xliff-data", msg("{1}=\"{2}\": there is no such <data> in the unit", name, *reference));
    }
    wants_both(node, "dataRefStart", "dataRefEnd");
  }

  void check_copy(const XmlNode& node) {
    if (node.find("dataRef") != nullptr || node.find("dataRefStart") != nullptr || node.find("dataRefEnd") != nullptr)
      error(node, "xliff-data", msg("a code with copyOf has no data of its own"));
    const std::string& base_id = *node.find("copyOf");
    const auto found = originals_.find(base_id);
    if (found == originals_.end())
      return error(node, "xliff-data", msg("copyOf=\"{1}\": there is no such code in the unit", base_id));
    const XmlNode* const base = found->second;
    if (copies_itself(base_id))
      return error(node, "xliff-data", msg("copyOf=\"{1}\": the codes are copies of one another", base_id));
    if (base->value("canCopy", "yes") == "no")
      error(node, "xliff-data", msg("copyOf=\"{1}\": that code may not be copied", base_id));
    if (base->find("dataRef") != nullptr || base->find("dataRefStart") != nullptr)
      error(node, "xliff-data", msg("copyOf=\"{1}\": that code has data, to be referred to by dataRef", base_id));
  }

  // Whether copies lead from a code back to it; more than so many are not followed.
  bool copies_itself(const std::string& id) const {
    const std::string* next = &id;
    for (int steps = 0; steps < 100; ++steps) {
      const auto found = originals_.find(*next);
      next = found != originals_.end() ? found->second->find("copyOf") : nullptr;
      if (next == nullptr) return false;
      if (*next == id) return true;
    }
    return false;
  }

  void refer_units(const XmlNode& node, std::string_view attribute) {
    const std::string* ids = node.find(attribute);
    if (ids == nullptr || !is_unit_) return;
    for (std::size_t at = 0; at < ids->size();) {
      const std::size_t end = std::min(ids->find_first_of(" \t\r\n", at), ids->size());
      if (end > at) {
        const std::string id = ids->substr(at, end - at);
        registry_.refer({"f=" + around_.scope.file + "/u=" + id, node.place, id, true});
      }
      at = end + 1;
    }
  }

  void check_end(const XmlNode& node, const Partners& partners, std::size_t position) {
    const bool has_id = node.find("id") != nullptr;
    const bool has_start = node.find("startRef") != nullptr;
    if (is_isolated(node)) {
      if (!has_id || has_start) error(node, "xliff-code-pair", msg("an isolated <ec> has an id, and no startRef"));
      return;
    }
    if (!has_start || has_id)
      return error(node, "xliff-code-pair", msg("an <ec> that is not isolated has a startRef, and no id"));
    if (node.find("dir") != nullptr)
      error(node, "xliff-code-pair", msg("dir may stand only on an <ec> that is isolated"));
    const std::string start = id_of(node);
    const auto found = partners.starts.find(start);
    if (found == partners.starts.end() || found->second > position)
      error(node, "xliff-code-pair",
            msg("<ec startRef=\"{1}\">: no <sc> of the unit with that id stands before it", start));
  }

  // Every <sc> that is not isolated has its <ec>, with the same hints.
  void check_pairs(const Side& side, const Partners& partners, bool is_complete) {
    const std::vector<const Code*> none;
    for (const Code& code : side.codes) {
      if (code.node->local() != "sc") continue;
      const auto found = partners.ends.find(code.node->value("id"));
      const std::vector<const Code*>& ends = found != partners.ends.end() ? found->second : none;
      if (is_isolated(*code.node)) {
        if (!ends.empty())
          error(*code.node, "xliff-code-pair", msg("an <sc> that is isolated has its <ec> in the same unit"));
        continue;
      }
      const auto first_behind = std::partition_point(ends.begin(), ends.end(),
                                                     [&](const Code* end) { return end->position < code.position; });
      const auto behind = ends.end() - first_behind;
      if (behind != 1 && (is_complete || behind > 1))
        error(*code.node, "xliff-code-pair",
              behind == 0 ? msg("an <sc> without its <ec> in the unit has to be isolated")
                          : msg("an <sc> has more than one <ec>"));
      if (behind == 1) check_hints(*code.node, *ends.front()->node, findings_);
    }
  }

  std::string key(const std::string& leaf) const { return key_of({}, around_.scope) + "/" + leaf; }

  const XmlNode& holder_;
  const Surroundings& around_;
  Registry& registry_;
  const Findings& findings_;
  Side source_;
  Side target_;
  bool is_unit_;
  bool all_translated_;
  std::set<std::string> data_;
  MarkCheck marks_;
  std::unordered_map<std::string_view, const XmlNode*> originals_;  // the first code of each id
};

}  // namespace

void check_codes(const XmlNode& holder, const std::vector<TextElement>& sources,
                 const std::vector<TextElement>& targets, const Surroundings& around, Registry& registry,
                 const Findings& findings) {
  CodeCheck(holder, sources, targets, around, registry, findings).run();
}

}  // namespace oimtm::formats::xliff
