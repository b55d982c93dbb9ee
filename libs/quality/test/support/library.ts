import { DatePrecision } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { bigint, date, integer, numeric, pgSchema, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** Another team's schema: nothing of it is known to Trialflow. */
const library = pgSchema("library");

export const authors = library.table("authors", { author_id: integer().primaryKey(), name: text().notNull() });

/** The property names differ from the columns' names, as other teams may have it. */
export const books = library.table("books", {
  isbn: text("isbn").primaryKey(),
  title: text("book_title"),
  authorId: integer("author_id"),
  language: text("language", { enum: ["en", "de", "fr"] }),
  pages: integer("pages"),
  price: numeric("price"),
  writtenOn: date("written_on"),
  writtenPrecision: text("written_precision", { enum: DatePrecision.values }),
  printedOn: date("printed_on"),
  printedPrecision: text("printed_precision", { enum: DatePrecision.values }),
  addedAt: timestamp("added_at", { withTimezone: true }),
  sequelOf: text("sequel_of"),
});

export const lastYearsBooks = library.table("last_years_books", {
  isbn: text("isbn").primaryKey(),
  language: text("language"),
});

export const loans = library.table(
  "loans",
  { isbn: text().notNull(), loan_number: bigint({ mode: "bigint" }).notNull(), reader: text() },
  (table) => [primaryKey({ columns: [table.isbn, table.loan_number] })],
);

export const visits = library.table("visits", { day: date(), visitors: integer() });

export const createLibrary = [
  sql`create schema library`,
  sql`create table library.authors (author_id integer primary key, name text not null)`,
  sql`create table library.books (isbn text primary key, book_title text, author_id integer, language text, pages integer, price numeric,
    written_on date, written_precision text, printed_on date, printed_precision text, added_at timestamptz, sequel_of text)`,
  sql`create table library.last_years_books (isbn text primary key, language text)`,
  sql`create table library.loans (isbn text not null, loan_number bigint not null, reader text, primary key (isbn, loan_number))`,
  sql`create table library.visits (day date, visitors integer)`,
  sql`insert into library.authors values (1, 'Woolf'), (2, 'Mann')`,
  sql`insert into library.books values
    ('111', 'Orlando', 1, 'en', 300, 9.90, '1928-03-01', 'month', '1928-03-20', 'day', '2020-01-01T10:00:00Z', null),
    ('222', 'Buddenbrooks', 2, 'de', 700, 12, '1901-01-01', 'year', '1901-05-01', 'month', '2020-01-02T10:00:00Z', null),
    ('333', null, null, null, null, null, null, null, null, null, null, null),
    ('444', 'Flush', 1, 'en', 160, 8, '1933-01-01', 'day', '1933-01-01', 'day', '2020-01-03T10:00:00Z', '111')`,
  sql`insert into library.last_years_books values ('111', 'en'), ('222', 'de'), ('333', null), ('444', 'en')`,
  sql`insert into library.loans values ('111', 1, 'Ann'), ('111', 2, 'Ben'), ('222', 9007199254740993, 'Ann')`,
  sql`insert into library.visits values ('2020-01-01', 10), ('2020-01-02', 12)`,
];
