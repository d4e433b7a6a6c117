// The form: which questions are asked, what is filled in, and the answer file that it comes from and goes to.
//
// No library, no network, and no score: what an answer is worth is for the program to say. The questions stand in the
// page; #data holds what is known of them besides their words: the conditions of the rubric, and our messages.
"use strict";

const DATA = JSON.parse(document.getElementById("data").content.textContent);
const WORDS = DATA.words;

function filled(message, values) {
  return message.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
}

// --- Which questions are asked: the same rules as Profile.meets and applicability.py -------------------------------

/** Whether none is asked, none is known, or some are both. */
function anyOf(wanted, present) {
  return wanted.length === 0 || present.length === 0 || wanted.some((id) => present.includes(id));
}

/** Whether two ranges of ages have an age in common; a missing end is open. */
function overlaps(one, other) {
  const start = Math.max(one.from ?? -Infinity, other.from ?? -Infinity);
  const end = Math.min(one.to ?? Infinity, other.to ?? Infinity);
  return start <= end;
}

function agesMeet(ages, wanted) {
  const forOlder = (wanted.from ?? -Infinity) >= DATA.older_from;
  return !(ages.few_from_23 && forOlder) && overlaps(ages, wanted);
}

/** Whether a condition holds for a profile: {target_groups: [], ages: {} or null, goals: [], phases: []}. */
function meets(condition, profile) {
  return (
    anyOf(condition.target_groups ?? [], profile.target_groups) &&
    anyOf(condition.goals ?? [], profile.goals) &&
    anyOf(condition.phases ?? [], profile.phases) &&
    (!condition.ages || !profile.ages || agesMeet(profile.ages, condition.ages))
  );
}

/** The ids of the elements that a project with this profile is asked, in order. */
function askedOf(profile) {
  return DATA.elements.filter((each) => !each.when || meets(each.when, profile)).map((each) => each.id);
}

/** The profile of a project as an answer file has it: what a partner does counts too. */
function profileOf(project) {
  const phases = project.phases ?? [];
  return {
    target_groups: project.target_groups ?? [],
    ages: project.ages ?? null,
    goals: project.goals ?? [],
    phases: phases.length ? [...new Set([...phases, ...(project.phases_by_others ?? [])])] : [],
  };
}

/** Whether some of the young people may be of the age from which more is asked, and others not. */
function mayBeOlder(ages) {
  return (ages?.from ?? 0) < DATA.older_from && (ages?.to ?? Infinity) >= DATA.older_from;
}

// --- Counts --------------------------------------------------------------------------------------------------------

/** Whole numbers of at most six digits; null for anything else. */
function wholeNumber(text) {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : null;
}

/** `34/40`; null while it is none. */
function countOf(yes, of) {
  const [some, all] = [wholeNumber(yes), wholeNumber(of)];
  return some === null || all === null || all === 0 || some > all ? null : `${some}/${all}`;
}

/** The count that is typed in one field: `34/40`, `34 van 40`. */
function countIn(text) {
  const found = /^\s*(\d{1,6})\s*(?:\/|van de|van|of)\s*(\d{1,6})\s*$/i.exec(text);
  return found && [found[1], found[2]];
}

/** The level (0-3) that a count gives, by whole numbers: the scale of the rubric. */
function levelOfCount(count) {
  const [yes, of] = count.split("/").map(Number);
  return yes === 0 ? 0 : 1 + DATA.shares.filter(([part, whole]) => yes * whole >= part * of).length;
}

/** Whether a level can stand beside a count: level 4 says more than a count can. */
function agrees(level, count) {
  const given = levelOfCount(count);
  return level === given || (level === 4 && given === 3);
}

// --- Writing YAML --------------------------------------------------------------------------------------------------

/** A text without the characters that no answer file may hold, composed as all our files are. */
function cleaned(text) {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, "")
    .normalize("NFC");
}

/** A value on one line. Every text is between double quotes: those of JSON are those of YAML, whatever is in them. */
function scalar(value) {
  return typeof value === "string" ? JSON.stringify(cleaned(value)) : String(value);
}

function keyOf(name) {
  return /^[a-z][a-z0-9_-]*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/.test(name) ? name : scalar(name);
}

/** The lines of a map or a list, each with its indentation. */
function yamlLines(value, indent = "") {
  const isList = Array.isArray(value);
  const lines = [];
  for (const [name, each] of Object.entries(value)) {
    const start = indent + (isList ? "-" : `${keyOf(name)}:`);
    if (each === null || typeof each !== "object") {
      lines.push(each === null ? start : `${start} ${scalar(each)}`);
    } else if (Object.keys(each).length === 0) {
      lines.push(`${start} ${Array.isArray(each) ? "[]" : "{}"}`);
    } else {
      lines.push(start, ...yamlLines(each, `${indent}  `));
    }
  }
  return lines;
}

function toYaml(tree) {
  return [DATA.first_line, ...yamlLines(tree), DATA.last_line, ""].join("\n");
}

// --- Reading YAML --------------------------------------------------------------------------------------------------
// What this page, `import` and `audit` write, and no more: maps and lists by indentation, texts on one line or as a
// block, and lists and maps between brackets on one line. Anything else is refused with its line, and never guessed.

class Unreadable extends Error {
  /** `code` is a message in WORDS, `line` counts from 1. */
  constructor(code, line, values = {}) {
    super(code);
    this.code = code;
    this.values = { ...values, line };
  }
}

const NUMBER = /^[-+]?(?:\.\d{1,18}|\d{1,18}(?:\.\d{0,18})?)(?:[eE][-+]?\d{1,3})?$/;
const BLOCK_SCALAR = /^([|>])([-+]?)(?: +#.*)?$/;
/** Characters that no answer file may hold; white space in YAML is spaces and tabs alone. */
const REFUSED = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

function trimmed(text) {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

/** What a text without quotes means (YAML 1.2). */
function plainValue(text) {
  if (["", "~", "null", "Null", "NULL"].includes(text)) return null;
  if (["true", "True", "TRUE"].includes(text)) return true;
  if (["false", "False", "FALSE"].includes(text)) return false;
  return NUMBER.test(text) ? Number(text) : text;
}

class Reader {
  constructor(text) {
    this.lines = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").split("\n");
    this.at = Math.max(0, this.lines.findIndex((line) => REFUSED.test(line)));
    if (REFUSED.test(this.lines[this.at])) this.fail();
  }

  fail(code = "not_ours", values = {}) {
    throw new Unreadable(code, this.at + 1, values);
  }

  /** Goes to the next line that says something. Returns its indentation, or -1 at the end. */
  next() {
    while (this.at < this.lines.length && /^[ \t]*(?:#.*)?$/.test(this.lines[this.at])) this.at += 1;
    if (this.at >= this.lines.length) return -1;
    const indent = /^ */.exec(this.lines[this.at])[0].length;
    if (this.lines[this.at][indent] === "\t") this.fail();
    return indent;
  }

  document() {
    const indent = this.next();
    if (indent < 0) this.fail("no_answer_file");
    if (indent > 0) this.fail();
    const value = this.block(0);
    if (this.next() !== -1) this.fail();
    return value;
  }

  /** The map or list of which the lines stand at this indentation. */
  block(indent) {
    if (indent > 40) this.fail();
    return /^ *-(?: |$)/.test(this.lines[this.at]) ? this.list(indent) : this.map(indent);
  }

  list(indent) {
    const found = [];
    while (this.next() === indent && /^ *-(?: |$)/.test(this.lines[this.at])) {
      const line = this.lines[this.at];
      const inner = /^-( *)/.exec(line.slice(indent))[0].length;
      const rest = line.slice(indent + inner);
      if (rest !== "" && keyAt(rest) !== null) {
        this.lines[this.at] = " ".repeat(indent + inner) + rest; // a map that begins behind the dash
        found.push(this.map(indent + inner));
      } else {
        found.push(this.value(rest, indent));
      }
    }
    return found;
  }

  map(indent) {
    const found = new Map();
    while (this.next() === indent) {
      const rest = this.lines[this.at].slice(indent);
      const key = keyAt(rest);
      if (key === null) this.fail();
      if (found.has(key.name)) this.fail("twice", { key: key.name });
      found.set(key.name, this.value(rest.slice(key.length), indent, true));
    }
    if (this.next() > indent) this.fail();
    return Object.fromEntries(found);
  }

  /** The value that begins with this text, in or below a line of this indentation. */
  value(text, indent, inMap = false) {
    const rest = trimmed(text);
    const block = BLOCK_SCALAR.exec(rest);
    if (block) return this.blockScalar(block[1], block[2], indent);
    if (rest !== "" && !rest.startsWith("#")) {
      const flow = new Flow(rest, (code, values) => this.fail(code, values));
      const value = flow.whole();
      this.at += 1;
      if (this.next() > indent) this.fail(); // a text that goes on, which we never write
      return value;
    }
    this.at += 1;
    const below = this.next();
    if (below > indent) return this.block(below);
    const isListBeside = inMap && below === indent && /^ *-(?: |$)/.test(this.lines[this.at]);
    return isListBeside ? this.list(indent) : null;
  }

  /** A text of more lines: as it stands (|), or with its lines folded to one (>). */
  blockScalar(style, chomping, indent) {
    this.at += 1;
    const own = [];
    let inner = -1;
    for (; this.at < this.lines.length; this.at += 1) {
      const line = this.lines[this.at];
      const depth = /^ */.exec(line)[0].length;
      const isBlank = depth === line.length;
      if (!isBlank && depth <= indent) break;
      if (!isBlank && inner < 0) inner = depth;
    if (inner < 0) this.fail(); // a text that begins with a blank line, which we never write
      if (!isBlank && depth < inner) this.fail();
      own.push(line);
    }
    const lines = own.map((line) => line.slice(Math.max(inner, 0)));
    let end = 0;
    while (lines.length && lines.at(-1) === "") {
      lines.pop();
      end += 1;
    }
    const text = style === "|" ? lines.join("\n") : folded(lines);
    if (!lines.length) return chomping === "+" ? "\n".repeat(end) : "";
    return text + (chomping === "-" ? "" : chomping === "+" ? "\n".repeat(end + 1) : "\n");
  }
}

/** Lines as one: a single line end is a space; between blank or deeper lines it stays. */
function folded(lines) {
  let text = lines[0] ?? "";
  for (let at = 1; at < lines.length; at += 1) {
    const [before, line] = [lines[at - 1], lines[at]];
    const isDeeper = /^[ \t]/.test(line) || /^[ \t]/.test(before);
    if (line === "") text += "\n";
    else if (before === "") text += (isDeeper || /^[ \t]/.test(lastFilled(lines, at)) ? "\n" : "") + line;
    else text += (isDeeper ? "\n" : " ") + line;
  }
  return text;
}

function lastFilled(lines, before) {
  for (let at = before - 1; at >= 0; at -= 1) if (lines[at] !== "") return lines[at];
  return "";
}

/** The key at the start of a line: its name, and how long it is with its colon; null where there is none. */
function keyAt(line) {
  const quoted = /^("(?:[^"\\]|\\.)*")[ \t]*:(?=[ \t]|$)/.exec(line);
  if (quoted) {
    try {
      return { name: JSON.parse(quoted[1]), length: quoted[0].length };
    } catch {
      return null;
    }
  }
  const plain = /^([^ \t"'#&*!|>%@`[\]{},?:-][^:#]*?|-[^ \t:#][^:#]*?)[ \t]*:(?=[ \t]|$)/.exec(line);
  return plain && { name: plain[1], length: plain[0].length };
}

/** A value on one line: a text with or without quotes, or a list or map between brackets. */
class Flow {
  constructor(text, fail) {
    this.text = text;
    this.at = 0;
    this.fail = fail;
  }

  whole() {
    const isPlain = !/^["'[{]/.test(this.text);
    const value = isPlain ? this.plain(/[ \t]#/) : this.value(0);
    if (!isPlain && !/^[ \t]*(?:[ \t]#.*)?$/.test(this.text.slice(this.at))) this.fail();
    return value;
  }

  value(depth) {
    if (depth > 20) this.fail();
    this.space();
    const first = this.text[this.at];
    if (first === '"' || first === "'") return this.quoted();
    if (first === "[") return this.list(depth);
    if (first === "{") return this.map(depth);
    return this.plain(/[,[\]{}]|:[ \t]|:$|[ \t]#/);
  }

  space() {
    while (this.text[this.at] === " ") this.at += 1;
  }

  /** A text without quotes, up to what ends it. */
  plain(ends) {
    const rest = this.text.slice(this.at);
    const end = ends.exec(rest)?.index ?? rest.length;
    const text = trimmed(rest.slice(0, end));
    if (/^[&*!|>%@`#,[\]{}]|^[-?:](?: |$)|: |:$|\t/.test(text)) this.fail();
    this.at += end;
    return plainValue(text);
  }

  quoted() {
    const rest = this.text.slice(this.at);
    const found = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(rest);
    if (!found) this.fail();
    this.at += found[0].length;
    if (found[0][0] === "'") return found[0].slice(1, -1).replaceAll("''", "'");
    try {
      const text = JSON.parse(found[0].replaceAll("\t", "\\t"));
      return REFUSED.test(text) || /\p{Surrogate}/u.test(text) ? this.fail() : text;
    } catch {
      return this.fail(); // of JSON's escapes or of ours
    }
  }

  /** What stands between brackets, each by `one`. */
  between(close, one) {
    this.at += 1;
    for (this.space(); this.text[this.at] !== close; this.space()) {
      if (this.text[this.at] === ",") this.fail();
      one();
      this.space();
      if (this.text[this.at] === ",") this.at += 1;
      else if (this.text[this.at] !== close) this.fail();
    }
    this.at += 1;
  }

  list(depth) {
    const found = [];
    this.between("]", () => found.push(this.value(depth + 1)));
    return found;
  }

  map(depth) {
    const found = new Map();
    this.between("}", () => {
      const name = this.value(depth + 1);
      this.space();
      if (name === null || typeof name === "object") this.fail();
      const key = String(name);
      if (found.has(key)) this.fail("twice", { key });
      if (this.text[this.at] === ":") this.at += 1;
      else this.fail();
      found.set(key, this.value(depth + 1));
    });
    return Object.fromEntries(found);
  }
}

/** The value of a YAML file that we wrote. Throws Unreadable. */
function fromYaml(text) {
  return new Reader(text).document();
}

// --- Fields --------------------------------------------------------------------------------------------------------

const page = document;
const questions = new Map([...page.querySelectorAll("fieldset[data-id]")].map((each) => [each.dataset.id, each]));
const known = new Map([...DATA.elements, ...DATA.anti_patterns].map((each) => [each.id, each]));
const antiPatterns = new Set(DATA.anti_patterns.map((each) => each.id));

/** The file that was loaded; what the form does not show is kept from it. */
let loaded = {};
/** By id: the answer that was loaded, and how its fields looked then; an untouched answer is written back as it was. */
let untouched = new Map();

function field(parent, name) {
  return parent.querySelector(`[name="${name}"]`);
}

function chosen(parent) {
  return parent.querySelector("input[type=radio]:checked")?.value ?? "";
}

function choose(parent, value) {
  for (const radio of parent.querySelectorAll("input[type=radio]")) radio.checked = radio.value === value;
}

/** The fields of the project with this name, in the order of the page. */
function named(name) {
  return [...page.getElementsByName(name)];
}

function isText(text) {
  return text.trim() !== "";
}

function tooLong(text, limit = DATA.limits.text) {
  return [...text].length > limit; // characters, as the program counts them
}

/** The pieces of evidence in a field: one a line. */
function piecesOf(text) {
  return text.split("\n").filter(isText);
}

function tooMany(pieces) {
  return pieces.length > DATA.limits.pieces || pieces.some((piece) => tooLong(piece));
}

/** What stands in the fields of a question. */
function fieldsOf(question) {
  const text = (name) => field(question, name)?.value ?? "";
  return {
    choice: chosen(question),
    yes: text("count_yes"),
    of: text("count_of"),
    note: text("note"),
    evidence: text("evidence"),
    reason: text("reason"),
  };
}

/** The answer that the fields of a question give, in its shortest form; undefined for none. */
function answerOf(id, fields) {
  const answer = {};
  const count = countOf(fields.yes, fields.of);
  const level = /^[0-4]$/.test(fields.choice) ? Number(fields.choice) : null;
  if (antiPatterns.has(id)) {
    if (fields.choice) answer.occurs = fields.choice;
  } else if (DATA.own_words && fields.choice && fields.choice !== "unknown") {
    answer.asked = fields.choice;
  } else if (fields.choice === "not_applicable") {
    answer.not_applicable = isText(fields.reason) && !tooLong(fields.reason) ? fields.reason : true;
  } else if (fields.choice === "unknown") {
    answer.level = "unknown";
  } else {
    if (level !== null && !(count && level === levelOfCount(count))) answer.level = level;
    if (count && (level === null || agrees(level, count))) answer.count = count;
  }
  if (isText(fields.note) && !tooLong(fields.note)) answer.note = fields.note;
  const evidence = piecesOf(fields.evidence);
  if (evidence.length && !tooMany(evidence)) answer.evidence = evidence;
  const names = Object.keys(answer);
  if (names.length === 0) return undefined;
  return names.length === 1 && ["level", "count", "occurs"].includes(names[0]) ? answer[names[0]] : answer;
}

/** Puts an answer of a file in the fields of a question. */
function show(question, value) {
  const id = question.dataset.id;
  const long = longForm(id, value);
  const fill = (name, text) => {
    if (field(question, name)) field(question, name).value = text ?? "";
  };
  const [yes, of] = (long.count ?? "").split("/").map((part) => part.trim());
  const levelShown = long.level ?? (long.count ? levelOfCount(`${yes}/${of}`) : "");
  const isNotApplicable = long.not_applicable !== undefined && long.not_applicable !== null;
  choose(question, String(long.asked ?? (antiPatterns.has(id) ? (long.occurs ?? "") : isNotApplicable ? "not_applicable" : levelShown)));
  fill("count_yes", yes);
  fill("count_of", of);
  fill("note", long.note);
  fill("reason", typeof long.not_applicable === "string" ? long.not_applicable : "");
  fill("evidence", [long.evidence ?? []].flat().join("\n"));
}

/** Takes away what was chosen or counted; texts stay. */
function clearChoice(group) {
  choose(group, "");
  for (const name of ["count_yes", "count_of"]) if (field(group, name)) field(group, name).value = "";
}

/** An answer of a file with all its parts by their names. */
function longForm(id, value) {
  if (value === null || value === undefined) return {};
  if (typeof value === "object") return value;
  if (antiPatterns.has(id)) return { occurs: value };
  return typeof value === "string" && value !== "unknown" ? { count: value } : { level: value };
}

/** The answer to a question as it goes into the file; undefined for none. */
function currentAnswer(id) {
  const fields = fieldsOf(questions.get(id));
  const before = untouched.get(id);
  if (before && before.fields === JSON.stringify(fields)) return before.value;
  const answer = answerOf(id, fields);
  // What the form does not know of an answer stays with it, but not the version or the people that it was of. Of an
  // answer to an older question, that nobody gave anew, only the texts can have changed.
  const changed = isOutdated(id) ? TEXTS : SHOWN;
  const others = Object.entries(longForm(id, before?.value)).filter(([name]) => !changed.includes(name));
  if (others.length === 0 || (answer === undefined && !isOutdated(id))) return answer;
  return { ...longForm(id, answer), ...Object.fromEntries(others) };
}

const TEXTS = ["note", "evidence"];
const SHOWN = ["level", "count", "asked", "not_applicable", "occurs", "note", "evidence", "rubric_version", "from"];

/** Whether the question changed since the answer that was loaded, and nobody chose anew. */
function isOutdated(id) {
  return untouched.get(id)?.outdated === true && chosen(questions.get(id)) === "";
}

// --- The project: what is right of it goes into the file, what is not is told ----------------------------------------

const WRONG = Symbol("wrong");
/** By the kind of a field: the value of what is typed there, or WRONG. */
const READ = {
  line: (text) => (tooLong(text.trim(), DATA.limits.name) ? WRONG : text.trim()),
  text: (text) => (tooLong(text) ? WRONG : text),
  fact: (text) => (tooLong(text, DATA.limits.fact) ? WRONG : text),
  date: (text) => (isDate(text) ? text : WRONG),
  age: (text) => {
    const number = wholeNumber(text);
    return number !== null && number <= DATA.limits.age ? number : WRONG;
  },
  number: (text) => {
    const number = /^\d{1,7}(?:[.,]\d{1,18})?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : Infinity;
    return number <= DATA.limits.number ? number : WRONG;
  },
  count: (text) => {
    const found = countIn(text);
    return (found && countOf(...found)) ?? WRONG;
  },
};

function isDate(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

/** What the field of this name says: a value, undefined for nothing, or WRONG. */
function valueOf({ name, kind }) {
  const inputs = named(name);
  if (kind === "several") {
    const ids = inputs.filter((box) => box.checked).map((box) => box.value);
    const before = (got(loaded, name) ?? []).filter((id) => ids.includes(id)); // in the order of the file
    return ids.length ? [...new Set([...before, ...ids])] : undefined;
  }
  if (kind === "one" || kind === "yes_no") {
    const value = inputs.find((radio) => radio.checked)?.value;
    return value !== undefined && kind === "yes_no" ? value === "true" : value;
  }
  const text = cleaned(inputs[0].value);
  return isText(text) ? READ[kind](text) : undefined;
}

/** Every field of the project with its value, in the order of the form. */
function projectValues() {
  const values = new Map(DATA.fields.map((each) => [each.name, valueOf(each)]));
  const [from, to] = ["from", "to"].map((end) => values.get(`project.ages.${end}`));
  const isKnown = typeof from === "number";
  if (isKnown && typeof to === "number" && from > to) values.set("project.ages.to", WRONG);
  if (isKnown && from >= DATA.older_from) values.set("project.ages.few_from_23", undefined); // then all of them are
  const own = values.get("project.phases");
  const partners = values.get("project.phases_by_others");
  if (own && partners) {
    const others = partners.filter((id) => !own.includes(id));
    values.set("project.phases_by_others", others.length ? others : undefined);
  }
  return values;
}

/** Puts a value in an object at a place such as `project.facts.afgemaakt`, or takes away what was there. */
function put(tree, name, value) {
  const [key, ...rest] = name.split(".");
  const last = rest.length > 1 ? [rest[0], rest.slice(1).join(".")] : rest; // an id may hold a dot
  let place = (tree[key] ??= {});
  for (const step of last.slice(0, -1)) place = place[step] ??= {};
  if (value === undefined || value === WRONG) delete place[last.at(-1)];
  else place[last.at(-1)] = value;
}

function got(tree, name) {
  const [key, ...rest] = name.split(".");
  const last = rest.length > 1 ? [rest[0], rest.slice(1).join(".")] : rest;
  return last.reduce((place, step) => place?.[step], tree[key]);
}

function showProject(file) {
  for (const { name, kind } of DATA.fields) {
    const value = got(file, name);
    if (named(name)[0].matches("[type=radio], [type=checkbox]")) {
      const values = [value ?? []].flat().map(String);
      for (const box of named(name)) box.checked = values.includes(box.value);
    } else {
      named(name)[0].value = typeof value === "number" ? String(value).replace(".", ",") : (value ?? "");
    }
  }
}

// --- The plan ------------------------------------------------------------------------------------------------------

const actions = page.querySelector(".plan ol"); // there is none in a form for others than the project
const OF_ACTION = ["element", "anti_pattern", "to", "action", "who", "by", "status"];

/** Adds a row to the plan, with what a file says of an action. */
function addAction(item = { status: "open" }) {
  const row = page.getElementById("action").content.cloneNode(true).firstElementChild;
  const about = field(row, "plan.about");
  for (const { id, title } of known.values()) about.append(made("option", { value: id, textContent: title }));
  const id = item.element ?? item.anti_pattern ?? "";
  if (id !== "" && !known.has(id)) about.append(made("option", { value: id, textContent: id }));
  about.value = id;
  offerLevels(row);
  for (const name of ["to", "action", "who", "by", "status"]) {
    field(row, `plan.${name}`).value = String(item[name] ?? (name === "status" ? "open" : ""));
  }
  actions.append(row);
  row.querySelectorAll("textarea").forEach(prepareText);
  row.item = item;
  row.untouched = JSON.stringify(actionFields(row));
  return row;
}

/** What an action can be for: a level of an element, or how often an anti-pattern may still occur. */
function offerLevels(row) {
  const [id, to] = [field(row, "plan.about").value, field(row, "plan.to")];
  const levels = antiPatterns.has(id) ? ["never", "sometimes"] : id === "" ? [] : ["0", "1", "2", "3", "4"];
  const words = (level) => WORDS[level] ?? filled(WORDS.level, { level });
  to.replaceChildren(made("option", { value: "", textContent: WORDS.none }), ...levels.map((value) => made("option", { value, textContent: words(value) })));
  setHidden(to.closest("label"), levels.length === 0);
}

function actionFields(row) {
  const names = ["about", "to", "action", "who", "by", "status"];
  return Object.fromEntries(names.map((name) => [name, field(row, `plan.${name}`).value]));
}

/** The action of a row; undefined where it says neither what it is about nor what is done. */
function actionOf(row) {
  const fields = actionFields(row);
  if (JSON.stringify(fields) === row.untouched && Object.keys(row.item).length > 1) return row.item;
  if (fields.about === "" && !isText(fields.action)) return undefined;
  const others = Object.entries(row.item).filter(([name]) => !OF_ACTION.includes(name));
  const isAnti = antiPatterns.has(fields.about) || (row.item.anti_pattern === fields.about && fields.about !== "");
  const action = {};
  if (fields.about !== "") action[isAnti ? "anti_pattern" : "element"] = fields.about;
  if (fields.to !== "") action.to = isAnti ? fields.to : Number(fields.to);
  for (const name of ["action", "who"]) if (isText(fields[name]) && !tooLong(fields[name])) action[name] = fields[name];
  if (isDate(fields.by)) action.by = fields.by;
  return { ...action, status: fields.status, ...Object.fromEntries(others) };
}

/** The rows of which something is filled in, but not what they are about or what is done. */
function wrongActions() {
  return [...(actions?.children ?? [])].filter((row) => {
    const { who, by } = actionFields(row);
    return actionOf(row) === undefined && (isText(who) || by !== "");
  });
}

/** Whether the page can show an action of a file. */
function isAction(item) {
  const texts = ["element", "anti_pattern", "action", "who", "by", "status"].map((name) => item?.[name] ?? "");
  return item !== null && typeof item === "object" && texts.every(isString);
}

// --- The whole file ------------------------------------------------------------------------------------------------

/** All that is filled in, as an answer file. What is not right is left out; `check` tells it. */
function answerFile() {
  const file = structuredClone(loaded);
  const head = { format: DATA.format, rubric: DATA.rubric, rubric_version: DATA.version };
  const tree = { ...("$schema" in file ? { $schema: file.$schema } : {}), ...head, project: {}, audit: {} };
  for (const [name, value] of Object.entries(file)) if (!(name in head)) tree[name] = value ?? undefined;
  tree.project = { ...(file.project ?? {}) };
  tree.audit = { ...(file.audit ?? {}) };
  const before = "format" in file ? (file.audit?.scope ?? "full") : DATA.scope; // a file that says nothing is a whole one
  if (!DATA.own_words) tree.audit.scope = before === "full" ? "full" : DATA.scope;
  for (const [name, value] of projectValues()) put(tree, name, value);
  for (const name of ["ages", "facts"]) {
    if (Object.values(tree.project[name] ?? {}).every((value) => value === null)) delete tree.project[name];
  }
  tree.project.name ??= WORDS.nameless;
  for (const [section, ids] of [["answers", DATA.elements], ["anti_patterns", DATA.anti_patterns]]) {
    if (ids.length === 0 && !file[section]) continue;
    const others = Object.entries(file[section] ?? {}).filter(([id]) => !questions.has(id));
    const own = ids.map(({ id }) => [id, currentAnswer(id)]);
    tree[section] = Object.fromEntries([...own, ...others].filter(([, value]) => value !== undefined && value !== null));
  }
  if (actions) {
    const plan = [...actions.children].map(actionOf).filter((item) => item !== undefined);
    tree.plan = plan.length ? plan : undefined;
  }
  return Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== undefined));
}

/** Refuses a file that is no answer file for these questions. Throws Unreadable. */
function checkFile(file) {
  const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const sections = ["project", "audit", "answers", "anti_patterns"].filter((name) => (file?.[name] ?? null) !== null);
  if (!isMap(file) || file.format !== DATA.format || !sections.every((name) => isMap(file[name]))) {
    throw new Unreadable("no_answer_file", 1);
  }
  if (file.rubric !== DATA.rubric) throw new Unreadable("other_rubric", 1, { rubric: String(file.rubric) });
  for (const name of ["ages", "facts"]) {
    if (!isMap(file.project?.[name] ?? {})) throw new Unreadable("bad_value", 1, { name: `project.${name}` });
  }
  for (const { name, kind } of DATA.fields) {
    const value = got(file, name) ?? undefined;
    if (value !== undefined && !FITS[kind](value, named(name))) throw new Unreadable("bad_value", 1, { name });
  }
  if (!Array.isArray(file.plan ?? []) || !(file.plan ?? []).every(isAction)) {
    throw new Unreadable("bad_value", 1, { name: "plan" });
  }
  for (const section of ["answers", "anti_patterns"]) {
    for (const [id, value] of Object.entries(file[section] ?? {})) {
      const isOwn = questions.has(id) && antiPatterns.has(id) === (section === "anti_patterns");
      if (questions.has(id) && !(isOwn && isAnswer(id, value))) throw new Unreadable("bad_value", 1, { name: id });
    }
  }
}

const isString = (value) => typeof value === "string";
/** By the kind of a field: whether a value of a file can be shown in it. */
const FITS = {
  line: isString,
  text: isString,
  fact: isString,
  date: (value) => isString(value) && isDate(value),
  count: isString,
  number: (value) => typeof value === "number",
  age: (value) => typeof value === "number",
  several: (value, boxes) => Array.isArray(value) && value.every((id) => boxes.some((box) => box.value === id)),
  one: (value, radios) => radios.some((radio) => radio.value === value),
  yes_no: (value) => typeof value === "boolean",
};

/** Whether a value can be shown as an answer to this question. */
function isAnswer(id, value) {
  const long = longForm(id, value);
  const fits = {
    level: (level) => level === "unknown" || (!DATA.own_words && [0, 1, 2, 3, 4].includes(level)),
    asked: (word) => DATA.own_words && ["ja", "soms", "nee"].includes(word),
    count: (count) => known.get(id).scale && countIn(String(count)) !== null,
    not_applicable: (reason) => isString(reason) || reason === true,
    occurs: (often) => ["never", "sometimes", "usually", "unknown"].includes(often),
    note: isString,
    evidence: (texts) => [texts].flat().every(isString),
    rubric_version: isString,
    from: () => true,
  };
  return Object.entries(long).every(([name, each]) => each === null || fits[name]?.(each));
}

/** Whether one version comes before another: their numbers count, from left to right. */
function isOlder(version, than) {
  const [one, other] = [version, than].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    if ((one[at] ?? -1) !== (other[at] ?? -1)) return (one[at] ?? -1) < (other[at] ?? -1);
  }
  return false;
}

/** Shows a file in the form. An answer to an older version of the questions keeps saying so until somebody chooses. */
function showFile(file) {
  loaded = structuredClone(file);
  const version = file.rubric_version;
  const isOther = version !== undefined && version !== null && String(version) !== DATA.version;
  if (isOther) {
    for (const section of ["answers", "anti_patterns"]) {
      for (const [id, value] of Object.entries(loaded[section] ?? {})) {
        if (value === null) continue;
        const isShort = section === "anti_patterns" && typeof value !== "object";
        const long = isShort ? { occurs: value } : longForm(id, value);
        loaded[section][id] = { rubric_version: String(version), ...long };
      }
    }
  }
  showProject(loaded);
  actions?.replaceChildren();
  for (const item of actions ? (loaded.plan ?? []) : []) addAction(item);
  untouched = new Map();
  for (const [id, question] of questions) {
    const value = loaded[antiPatterns.has(id) ? "anti_patterns" : "answers"]?.[id];
    show(question, value);
    if (value === undefined || value === null) continue;
    const given = longForm(id, value).rubric_version;
    const outdated = Boolean(given && known.get(id).changed && isOlder(String(given), known.get(id).changed));
    const words = outdated ? answerWords(id) : "";
    if (outdated) clearChoice(question); // it is asked again
    untouched.set(id, { value, outdated, words, fields: JSON.stringify(fieldsOf(question)) });
  }
  update();
}

// --- What the page shows -------------------------------------------------------------------------------------------

/** The answer to a question in a few words. */
function answerWords(id) {
  const fields = fieldsOf(questions.get(id));
  if (antiPatterns.has(id)) return WORDS[fields.choice] ?? WORDS.open;
  if (fields.choice === "") return WORDS.open;
  if (!/^[0-4]$/.test(fields.choice)) return WORDS[fields.choice];
  const count = countOf(fields.yes, fields.of);
  const level = filled(WORDS.level, { level: fields.choice });
  return count && agrees(Number(fields.choice), count) ? `${level} (${filled(WORDS.count, pair(count))})` : level;
}

function pair(count) {
  const [yes, of] = count.split("/");
  return { yes, of };
}

function setHidden(element, isHidden) {
  if (element && element.hidden !== isHidden) element.hidden = isHidden;
}

function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function made(tag, properties = {}) {
  return Object.assign(page.createElement(tag), properties);
}

/** Makes what every question and field has alike, and the lists of the check. */
function prepare() {
  const [open, answered] = ["open", "answered"].map((id) => page.querySelector(`#${id} ul`));
  for (const [id, question] of questions) {
    const { title } = known.get(id);
    for (const list of [open, answered]) {
      const item = made("li");
      item.dataset.of = id;
      item.append(made("a", { href: `#${question.id}`, textContent: title }));
      if (list === answered) item.append(": ", made("span"));
      list.append(item);
    }
    question.querySelector("label").before(made("p", { className: "changed", hidden: true }));
    question.querySelector("summary")?.append(made("span", { className: "unseen", textContent: `: ${title}` }));
    const count = question.querySelector(".count");
    if (count) placeForWrong(count, count.querySelectorAll("input"), question.id);
  }
  for (const group of page.querySelectorAll("fieldset")) {
    const radios = group.querySelectorAll("[type=radio]");
    if (radios.length === 0) continue;
    const button = made("button", { type: "button", textContent: WORDS.clear, hidden: true });
    button.dataset.action = "clear";
    radios[radios.length - 1].closest("label").after(button);
  }
  for (const place of page.querySelectorAll("div.field")) {
    const input = place.querySelector("input, textarea");
    placeForWrong(input, [input], input.id);
  }
  page.querySelectorAll("textarea").forEach(prepareText);
  for (const { name, kind } of DATA.fields) if (kind === "line") named(name)[0].dir = "auto";
}

function prepareText(area) {
  Object.assign(area, { rows: 2, dir: "auto" });
  fit(area);
}

/** A place behind a field to say what is wrong with it. */
function placeForWrong(field, inputs, name) {
  const place = made("p", { className: "wrong", id: `${name}-fout`, hidden: true });
  field.after(place);
  for (const input of inputs) {
    const before = input.getAttribute("aria-describedby");
    input.setAttribute("aria-describedby", before ? `${before} ${place.id}` : place.id);
  }
}

/** Says at a field what is wrong with it, or nothing. */
function mark(inputs, message) {
  const place = page.getElementById(inputs[0].getAttribute("aria-describedby").split(" ").at(-1));
  setText(place, message);
  setHidden(place, message === "");
  for (const input of inputs) {
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

/** Everything that is not right, each with its place and what to do about it; marks the fields too. */
function findWrong(values) {
  const wrong = [];
  const tell = (inputs, isWrong, message, title) => {
    mark(inputs, isWrong ? message : "");
    if (isWrong) wrong.push({ input: inputs[0], text: `${title}: ${message}` });
  };
  for (const each of DATA.fields) {
    const inputs = named(each.name);
    if (!READ[each.kind]) continue; // a choice is never wrong
    const isNameless = each.name === "project.name" && !isText(inputs[0].value);
    const message = isNameless ? WORDS.wrong_name : WORDS[`wrong_${each.kind}`];
    // The name is missed only once something was filled in: nobody is blamed for a form that is empty.
    tell(inputs, isNameless ? hasBegun : values.get(each.name) === WRONG, message, labelOf(inputs[0]));
  }
  for (const { id, scale, title } of DATA.elements) {
    if (!scale) continue;
    const question = questions.get(id);
    const inputs = [field(question, "count_yes"), field(question, "count_of")];
    const isWrong = !question.hidden && inputs.some((input) => isText(input.value)) && countOf(inputs[0].value, inputs[1].value) === null;
    tell(inputs, isWrong, WORDS.wrong_count_fields, title);
  }
  for (const [id, question] of questions) {
    for (const area of question.hidden ? [] : question.querySelectorAll("textarea")) {
      const isWrong = area.name === "evidence" ? tooMany(piecesOf(area.value)) : tooLong(area.value);
      if (isWrong) wrong.push({ input: area, text: `${known.get(id).title}: ${WORDS.wrong_text}` });
    }
  }
  for (const row of wrongActions()) {
    const title = filled(WORDS.action, { number: [...actions.children].indexOf(row) + 1 });
    wrong.push({ input: field(row, "plan.action"), text: `${title}: ${WORDS.wrong_action}` });
  }
  return wrong;
}

function labelOf(input) {
  return page.querySelector(`label[for="${input.id}"]`).textContent.replace(/[?.:]$/, "");
}

/** Which questions about the project follow from the answer to another. */
function updateProject(project, audit) {
  const of = (name) => page.querySelector(`[data-field="${name}"]`);
  setHidden(of("project.ages.few_from_23"), !mayBeOlder(project.ages));
  const own = project.phases ?? [];
  const partners = of("project.phases_by_others");
  let others = 0;
  for (const box of named("project.phases_by_others")) {
    setHidden(box.closest("label"), own.includes(box.value));
    others += own.includes(box.value) ? 0 : 1;
  }
  setHidden(partners, own.length === 0 || others === 0);
  setHidden(of("audit.shown"), audit.assessor !== true);
}

/** Brings everything on the page in line with what is filled in. */
function update() {
  const values = projectValues();
  const tree = { project: {}, audit: {} };
  for (const [name, value] of values) put(tree, name, value);
  updateProject(tree.project, tree.audit);
  const asked = new Set([...askedOf(profileOf(tree.project)), ...antiPatterns]);
  for (const [id, question] of questions) {
    setHidden(question, !asked.has(id));
    const reason = question.querySelector(".reason");
    setHidden(reason, chosen(question) !== "not_applicable");
    const changed = question.querySelector(".changed");
    setHidden(changed, !isOutdated(id));
    if (isOutdated(id)) setText(changed, filled(WORDS.outdated, { answer: untouched.get(id).words }));
  }
  for (const group of page.querySelectorAll("fieldset.question, fieldset.field")) {
    setHidden(group.querySelector("[data-action=clear]"), chosen(group) === "");
  }
  updateProgress(asked, values);
  updateWrong(findWrong(values));
}

function updateProgress(asked, values) {
  const isDone = (id) => chosen(questions.get(id)) !== "";
  const words = (done, all) => filled(WORDS.progress, { done, all });
  for (const section of page.querySelectorAll("main section[data-part]")) {
    const ids = [...section.querySelectorAll("fieldset[data-id]:not([hidden])")].map((each) => each.dataset.id);
    const item = page.querySelector(`nav [data-part="${section.dataset.part}"]`);
    const fields = [...section.querySelectorAll("[data-field]:not([hidden])")].map((each) => each.dataset.field);
    const all = ids.length + fields.length;
    const done = ids.filter(isDone).length + fields.filter((name) => values.get(name) !== undefined).length;
    setHidden(section, all === 0);
    setHidden(item, all === 0);
    setText(item.querySelector(".progress"), words(done, all));
  }
  const done = [...asked].filter(isDone).length;
  setText(page.getElementById("progress"), words(done, asked.size));
  setText(page.getElementById("total"), words(done, asked.size));
  for (const item of page.querySelectorAll("#open [data-of]")) {
    setHidden(item, !asked.has(item.dataset.of) || isDone(item.dataset.of));
  }
  for (const item of page.querySelectorAll("#answered [data-of]")) {
    const id = item.dataset.of;
    setHidden(item, !asked.has(id) || !isDone(id));
    setText(item.querySelector("span"), answerWords(id));
  }
  setHidden(page.querySelector("#open .none"), done < asked.size);
  setHidden(page.getElementById("answered"), done === 0);
  const notCounted = DATA.elements.filter(({ id }) => !asked.has(id) && isDone(id)).map(({ title }) => title);
  setHidden(page.querySelector(".not-counted"), notCounted.length === 0);
  setText(page.querySelector(".not-counted span"), notCounted.join("; "));
}

function updateWrong(wrong) {
  const list = page.querySelector("#wrong ul");
  const shown = wrong.map(({ text }) => text).join("\n");
  setHidden(page.getElementById("wrong"), wrong.length === 0);
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.replaceChildren(
    ...wrong.map(({ input, text }) => {
      const [item, button] = [made("li"), made("button", { type: "button", className: "link", textContent: text })];
      button.addEventListener("click", () => input.focus());
      item.append(button);
      return item;
    }),
  );
}

/** Makes a text field as high as its text, where the browser does not do so by itself. */
function fit(area) {
  if (CSS.supports("field-sizing", "content")) {
    area.style.fieldSizing = "content";
    return;
  }
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
}

function say(message) {
  setText(page.getElementById("problem"), "");
  setText(page.getElementById("status"), message);
}

function complain(message) {
  setText(page.getElementById("status"), "");
  setText(page.getElementById("problem"), message);
}

// --- What a person does --------------------------------------------------------------------------------------------

/** Whether anything was filled in since the form was opened, and whether that is in a file. */
let hasBegun = false;
let isUnsaved = false;
/** What was filled in before a file was loaded. */
let before = null;

function touched() {
  hasBegun = true;
  isUnsaved = true;
  setHidden(page.querySelector("[data-action=undo]"), true);
  update();
  keep();
}

function onInput(event) {
  const input = event.target;
  if (input.type === "file" || input.id === "keep") return;
  const question = input.closest("fieldset[data-id]");
  const wasAsked = page.querySelectorAll("fieldset.question:not([hidden])").length;
  say("");
  if (input.tagName === "TEXTAREA") fit(input);
  if (input.name === "plan.about") offerLevels(input.closest("li"));
  if (question && known.get(question.dataset.id).scale) {
    if (input.name.startsWith("count_")) onCount(question, input);
    else if (input.type === "radio") onLevel(question);
  }
  touched();
  const nowAsked = page.querySelectorAll("fieldset.question:not([hidden])").length;
  if (nowAsked !== wasAsked) say(filled(WORDS.asked_now, { number: nowAsked }));
}

/** A count gives its level; level 4 may stand beside a count that gives level 3. */
function onCount(question, input) {
  const inputs = [field(question, "count_yes"), field(question, "count_of")];
  const typed = countIn(input.value);
  if (typed) for (const at of [0, 1]) inputs[at].value = typed[at];
  const count = countOf(inputs[0].value, inputs[1].value);
  if (count === null) return;
  const level = levelOfCount(count);
  if (!agrees(Number(chosen(question) || NaN), count)) choose(question, String(level));
  say(filled(WORDS.count_gives, { ...pair(count), level: chosen(question) }));
}

/** A level that a count contradicts takes the place of that count. */
function onLevel(question) {
  const inputs = [field(question, "count_yes"), field(question, "count_of")];
  const count = countOf(inputs[0].value, inputs[1].value);
  if (count === null || agrees(Number(chosen(question)), count)) return;
  for (const input of inputs) input.value = "";
  say(filled(WORDS.count_gone, { ...pair(count), level: levelOfCount(count) }));
}

/** The name of the file: that of the project, in letters that every system takes (as saving/names.py). */
function fileName(project) {
  const plain = project.normalize("NFKD").replace(/[^\0-\x7f]/g, "").toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80).replace(/-+$/, "");
  const isReserved = /^(?:con|prn|aux|nul|conin|conout|clock|com\d|lpt\d)$/.test(name);
  const safe = name === "" ? "project" : isReserved ? `project-${name}` : name;
  return DATA.own_words ? `${safe}-${DATA.perspective}.yaml` : `${safe}.yaml`;
}

function save() {
  const file = answerFile();
  const data = new Blob([toYaml(file)], { type: "application/yaml" });
  if (data.size > DATA.limits.bytes) {
    complain(WORDS.too_large);
    return;
  }
  const link = made("a", { href: URL.createObjectURL(data), download: fileName(file.project.name) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  const isMissing = ({ input }) => input.name === "project.name"; // of which the file says a name all the same
  const wrong = findWrong(projectValues()).filter((each) => !isMissing(each)).length;
  isUnsaved = wrong > 0;
  const words = filled(WORDS.saved, { file: link.download });
  say(wrong ? `${words} ${filled(WORDS.saved_without, { number: wrong })}` : words);
}

/** The text of a file in UTF-8. */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable("not_text", 1);
  }
}

async function load(chosenFile) {
  say("");
  try {
    if (chosenFile.size > DATA.limits.bytes) throw new Unreadable("too_large_file", 1);
    const file = fromYaml(decoded(await chosenFile.arrayBuffer()));
    checkFile(file);
    before = hasBegun ? answerFile() : null;
    showFile(file);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    complain(filled(WORDS[error.code], { ...error.values, file: chosenFile.name }));
    return;
  }
  [hasBegun, isUnsaved] = [true, false];
  page.querySelectorAll("textarea").forEach(fit);
  setHidden(page.querySelector("[data-action=undo]"), before === null);
  keep();
  say(filled(WORDS.loaded, { file: chosenFile.name }));
}

function clear(button) {
  const group = button.closest("fieldset");
  clearChoice(group);
  group.querySelector("input").focus();
  touched();
}

// Kept on this computer: only while the person wants it.

const PLACE = `verbetertool:${DATA.rubric}:${DATA.perspective ?? ""}`;
const keeping = page.getElementById("keep");

function keep() {
  if (!keeping.checked) return;
  try {
    localStorage.setItem(PLACE, toYaml(answerFile()));
  } catch {
    keeping.checked = false;
    complain(WORDS.not_kept);
  }
}

function keptText() {
  try {
    return localStorage.getItem(PLACE);
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // nothing was kept
  }
  setHidden(page.getElementById("kept"), true);
}

function onKeep() {
  if (keeping.checked && !page.getElementById("kept").hidden) {
    keeping.checked = false; // it would take the place of what is kept there
    complain(WORDS.choose_first);
  } else if (keeping.checked) {
    keep();
    if (keeping.checked) say(WORDS.kept);
  } else {
    forget();
    say(WORDS.forgotten);
  }
}

/** Offers what was kept; it is shown only when the person says so. */
function offerKept() {
  const text = keptText();
  if (text === null) return;
  let name = "";
  try {
    const file = fromYaml(text);
    checkFile(file);
    name = file.project?.name ?? "";
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return;
  }
  setText(page.querySelector("#kept bdi"), name);
  setHidden(page.getElementById("kept"), false);
}

const ACTIONS = {
  save,
  print: () => window.print(),
  load: () => page.querySelector("input[type=file]").click(),
  clear,
  add: () => {
    if (actions.children.length >= DATA.limits.actions) return;
    field(addAction(), "plan.about").focus();
    update();
  },
  remove: (button) => {
    const row = button.closest("li");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (next ? field(next, "plan.about") : page.querySelector("[data-action=add]")).focus();
    touched();
  },
  undo: () => {
    showFile(before);
    isUnsaved = true;
    setHidden(page.querySelector("[data-action=undo]"), true);
    page.getElementById("deel-0").focus();
    keep();
    say(WORDS.undone);
  },
  resume: () => {
    showFile(fromYaml(keptText()));
    [hasBegun, isUnsaved, keeping.checked] = [true, true, true];
    page.querySelectorAll("textarea").forEach(fit);
    setHidden(page.getElementById("kept"), true);
    page.getElementById("deel-0").focus();
    say(WORDS.resumed);
  },
  forget: () => {
    forget();
    page.querySelector("[data-action=load]").focus();
    say(WORDS.forgotten);
  },
};

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

page.addEventListener("input", onInput);
keeping.checked = false; // whatever the browser remembers of an earlier time
keeping.addEventListener("change", onKeep);
page.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (button) ACTIONS[button.dataset.action](button);
});
page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
page.querySelector("input[type=file]").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) load(file).finally(() => (event.target.value = "")); // the same file can be chosen again
});
window.addEventListener("beforeunload", (event) => {
  if (isUnsaved) event.preventDefault();
});
prepare();
showFile(DATA.start);
if (named("audit.date")[0].value === "") named("audit.date")[0].value = today();
offerKept();
