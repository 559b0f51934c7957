import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import type { Bid } from "./bids";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";
import { type Tender, type TenderStep, tendersKey } from "./tenders";
import { todoKey } from "./todo";
import { asItIs, comesInParts, sendInParts } from "./uploads";

/** The documents of a tender. */
export type Documents = components["schemas"]["TenderDocuments"];

/** A version of a document. */
export type Document = components["schemas"]["TenderDocument"];

/** What a document is for. */
export type DocumentKind = components["schemas"]["TenderDocumentKind"];

/** What is asked about a tender, and the answers. */
export type Questions = components["schemas"]["TenderQuestions"];

/** A question as one may read it. */
export type Question = components["schemas"]["TenderQuestion"];

/** What changed in a published tender. */
export type Amendment = components["schemas"]["TenderAmendment"];

const at = (id: string) => ({ params: { path: { id } } });

/** The documents of a tender with their former versions. */
export function documentsQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "documents", id],
    queryFn: () => body(client.GET("/tenders/{id}/documents", at(id))),
  });
}

/** Questions and answers. */
export function questionsQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "questions", id],
    queryFn: () => body(client.GET("/tenders/{id}/questions", at(id))),
  });
}

/** What changed since the publication, the last first. */
export function amendmentsQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "amendments", id],
    queryFn: async () => (await body(client.GET("/tenders/{id}/amendments", at(id)))).items,
  });
}

const changes = [tendersKey, todoKey, eventsKey];

/** A file that is to become a document. */
interface NewDocument {
  id: string;
  file: File;
  kind: DocumentKind;
  replaces: string;
}

/** Adds a document, or a new version of one; a large file goes in parts. */
export const addDocument: Act<NewDocument, Documents> = {
  run: async ({ id, file, kind, replaces }, intent) => {
    const parts = comesInParts(file) ? await sendInParts(file, () => undefined) : undefined;
    return body(
      client.POST("/tenders/{id}/documents", {
        ...asItIs(parts ? new Blob() : file),
        params: {
          path: { id },
          query: { name: file.name, kind, ...(replaces && { replaces }), ...(parts && { upload: parts }) },
          header: intent,
        },
      }),
    );
  },
  changes,
};

/** Takes a version out that is not published. */
export const dropDocument: Act<{ id: string; documentId: string }, Documents> = {
  run: ({ id, documentId }) =>
    body(client.POST("/tenders/{id}/documents/{documentId}/drop", { params: { path: { id, documentId } } })),
  changes,
};

/** Asks about a tender. */
export const askQuestion: Act<{ id: string; question: string }, Questions> = {
  run: ({ id, question }, intent) =>
    body(
      client.POST("/tenders/{id}/questions", {
        params: { path: { id }, header: intent },
        body: { question },
      }),
    ),
  changes,
};

/** Gives all bidders the answer. */
export const answerQuestion: Act<
  { id: string; questionId: string; version: number; question: string; answer: string },
  Questions
> = {
  run: ({ id, questionId, version, question, answer }) =>
    body(
      client.POST("/tenders/{id}/questions/{questionId}/answer", {
        params: { path: { id, questionId }, header: ifMatch(version) },
        body: { question, answer },
      }),
    ),
  changes,
};

/** Amends a published tender. */
export const amendTender: Act<
  TenderStep & { text: string; significant: boolean; title: string; deadline?: string },
  Tender
> = {
  run: ({ id, version, ...amendment }) =>
    body(
      client.POST("/tenders/{id}/amendments", {
        params: { path: { id }, header: ifMatch(version) },
        body: amendment,
      }),
    ),
  changes,
};

/** Lets one's bid stand as it was sealed. */
export const confirmBid: Act<{ id: string; amendment: number }, { items: Bid[] }> = {
  run: ({ id, amendment }, intent) =>
    body(
      client.POST("/tenders/{id}/bids/confirm", {
        params: { path: { id }, header: intent },
        body: { amendment },
      }),
    ),
  changes,
};
