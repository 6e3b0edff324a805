#include "tm/filter.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>

#include "text/date.h"
#include "text/error.h"
#include "text/wildcard.h"

namespace oimtm::tm {

namespace {

using Values = std::vector<std::string>;

Values attributes(const StoredUnit& stored, std::string_view name) {
  Values found;
  const auto take = [&](const text::Attributes& attributes) {
    for (const auto& [key, value] : attributes)
      if (key == name) found.push_back(value);
  };
  take(stored.unit.attributes);
  for (const text::Variant& variant : stored.unit.variants) take(variant.attributes);
  return found;
}

// One value of each variant from `first` on; none where there is nothing.
template <class Get>
Values each(const StoredUnit& stored, std::size_t first, const Get& get) {
  Values found;
  for (std::size_t i = first; i < stored.unit.variants.size(); ++i)
    if (std::optional<std::string> value = get(stored.unit.variants[i])) found.push_back(std::move(*value));
  return found;
}

std::optional<std::string> text_of(const text::Variant& variant) { return variant.segment.text; }

Values texts_in(const StoredUnit& stored, std::string_view tag) {
  const text::LanguageTag language(tag);
  return each(stored, 0, [&](const text::Variant& variant) {
    return text::same_base(variant.language, language) ? text_of(variant) : std::nullopt;
  });
}

template <class Get>
Values of_origin(const StoredUnit& stored, const Get& get) {
  return each(stored, 0, [&](const text::Variant& variant) {
    return variant.origin ? std::optional(std::string(get(*variant.origin))) : std::nullopt;
  });
}

Values author(const StoredUnit& stored) {
  Values found = attributes(stored, "tmx:changeid");
  for (std::string& name : attributes(stored, "tmx:creationid")) found.push_back(std::move(name));
  return found;
}

Values confidence(const StoredUnit& stored) {
  if (!stored.unit.confidence) return {};
  char digits[32];
  const auto [end, error] = std::to_chars(std::begin(digits), std::end(digits), *stored.unit.confidence);
  return error == std::errc() ? Values{std::string(std::begin(digits), end)} : Values{};
}

Values first_only(const StoredUnit& stored) { return {stored.unit.variants.front().segment.text}; }

struct Field {
  std::string_view name;
  Values (*get)(const StoredUnit&);
};

constexpr Field kFields[] = {
    {"unit", [](const StoredUnit& s) { return Values{std::to_string(s.id)}; }},
    {"source", first_only},
    {"target", [](const StoredUnit& s) { return each(s, 1, text_of); }},
    {"text", [](const StoredUnit& s) { return each(s, 0, text_of); }},
    {"language",
     [](const StoredUnit& s) {
       return each(s, 0, [](const text::Variant& v) { return std::optional(v.language.str()); });
     }},
    {"document", [](const StoredUnit& s) { return of_origin(s, [](const text::Origin& o) { return o.document; }); }},
    {"block", [](const StoredUnit& s) { return of_origin(s, [](const text::Origin& o) { return o.block; }); }},
    {"kind",
     [](const StoredUnit& s) { return of_origin(s, [](const text::Origin& o) { return text::to_string(o.kind); }); }},
    {"date", [](const StoredUnit& s) { return s.unit.date.empty() ? Values{} : Values{s.unit.date}; }},
    {"confidence", confidence},
    {"author", author},
    {"previous",
     [](const StoredUnit& s) { return each(s, 0, [](const text::Variant& v) { return v.context.previous; }); }},
    {"next", [](const StoredUnit& s) { return each(s, 0, [](const text::Variant& v) { return v.context.next; }); }},
};

bool is_attribute(std::string_view name) {
  return name == "note" || name.starts_with("prop:") || name.starts_with("tmx:");
}

void check_name(const std::string& name) {
  const bool is_field =
      std::any_of(std::begin(kFields), std::end(kFields), [&](const Field& field) { return field.name == name; });
  if (!is_field && !is_attribute(name) && !name.starts_with("text:"))
    throw UsageError(msg("units have nothing that is called {1}", name), {},
                     msg("they have unit, source, target, text, text:LANG, language, document, block, kind, date, "
                         "confidence, author, previous, next, note, prop:NAME and tmx:NAME"));
}

std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc() && rest == text.data() + text.size() && std::isfinite(value);
  return is_number ? std::optional(value) : std::nullopt;  // "nan" would be equal to all
}

bool is_number(std::string_view name) { return name == "unit" || name == "confidence"; }

// The value as units have it. Throws UsageError for one that none can have.
std::string checked_value(const std::string& name, std::string value) {
  if (value.empty()) return value;
  if (is_number(name) && !number(value)) throw UsageError(msg("{1} is a number, which {2} is not", name, value));
  if (name == "date" && !text::begins_moment(value))
    throw UsageError(msg("{1} is no date", value), {},
                     msg("write it as 2026, 2026-01, 2026-01-31 or 2026-01-31T12:00:00Z"));
  return name == "language" ? text::LanguageTag(value).str() : value;
}

}  // namespace

Values values(const StoredUnit& unit, const std::string& name) {
  check_name(name);
  if (is_attribute(name)) return attributes(unit, name);
  if (name.starts_with("text:")) return texts_in(unit, std::string_view(name).substr(5));
  const auto* const field =
      std::find_if(std::begin(kFields), std::end(kFields), [&](const Field& entry) { return entry.name == name; });
  return field->get(unit);
}

struct Filter::Condition {
  explicit Condition(const std::string& condition) {
    const std::size_t end = condition.find_first_of("=!~<>");
    const std::size_t behind = end == std::string::npos ? end : condition.find_first_not_of("=!~<>", end);
    name = condition.substr(0, end);
    // "note==" is the operator = and the value "=".
    const std::string signs = end == std::string::npos ? "" : condition.substr(end, behind - end);
    for (const char* known : {"!=", "!~", "<=", ">=", "=", "~", "<", ">"})
      if (sign.empty() && signs.starts_with(known)) sign = known;
    if (name.empty() || sign.empty())
      throw UsageError(msg("{1} is no condition", condition), {},
                       msg("a condition is NAME=VALUE; beside = there are != ~ !~ < <= > >="));
    value = condition.substr(end + sign.size());
    check_name(name);
    if (sign.back() == '~')
      pattern.emplace(value);
    else
      value = checked_value(name, std::move(value));
  }

  bool holds(const StoredUnit& unit) const {
    const Values found = values(unit, name);
    const auto fits = [&](const std::string& has) {
      if (pattern) return pattern->is_in(has);
      const int order = compared(has);
      if (sign == "=" || sign == "!=") return order == 0;
      return sign == "<" ? order < 0 : sign == "<=" ? order <= 0 : sign == ">" ? order > 0 : order >= 0;
    };
    const bool is_absent = value.empty() && !pattern && found.empty();
    const bool any = is_absent || std::any_of(found.begin(), found.end(), fits);
    return sign.front() == '!' ? !any : any;
  }

  // Negative, 0 or positive, as `has` is less than the value, equal or more.
  int compared(const std::string& has) const {
    if (name == "date") return has.compare(0, value.empty() ? has.size() : value.size(), value);
    const bool is_order = sign != "=" && sign != "!=";
    const auto x = is_order || is_number(name) ? number(has) : std::nullopt;
    const auto y = x ? number(value) : std::nullopt;
    if (x && y) return *x < *y ? -1 : *x > *y ? 1 : 0;
    return has.compare(value);
  }

  std::string name;
  std::string sign;
  std::string value;
  std::optional<text::Wildcard> pattern;
};

Filter::Filter(std::span<const std::string> conditions) {
  conditions_.reserve(conditions.size());
  for (const std::string& condition : conditions) conditions_.emplace_back(condition);
}
Filter::~Filter() = default;
Filter::Filter(Filter&&) noexcept = default;
Filter& Filter::operator=(Filter&&) noexcept = default;

bool Filter::matches(const StoredUnit& unit) const {
  return std::all_of(conditions_.begin(), conditions_.end(),
                     [&](const Condition& condition) { return condition.holds(unit); });
}

}  // namespace oimtm::tm
