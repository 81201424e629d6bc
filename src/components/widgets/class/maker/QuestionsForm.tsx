import { useEffect } from 'preact/hooks';
import type { Book } from '../../../../lib/class/book.ts';
import type { ClassQuestion } from '../../../../lib/class/class-file.ts';
import type { Trouble } from '../../../../lib/class/trouble.ts';
import { writeReply } from '../../../../lib/classroom/replies.ts';
import { Question } from '../bar/OwnParts.tsx';
import { Choose, Text } from './fields.tsx';
import { firstPlace, freshName, StepPlace } from './StepPlace.tsx';

const KINDS: Readonly<Record<ClassQuestion['kind'], string>> = {
  text: 'In words',
  choice: 'One of a few choices',
  number: 'A number',
};

interface Props {
  readonly book: Book;
  readonly questions: readonly ClassQuestion[];
  readonly className: string;
  readonly troubles: readonly Trouble[];
  readonly onChange: (questions: readonly ClassQuestion[]) => void;
}

/** The instructor’s own questions: where each stands, what is asked, and how it looks. */
export function QuestionsForm({ book, questions, className, troubles, onChange }: Props) {
  const change = (at: number, part: Partial<ClassQuestion>): void =>
    onChange(questions.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const add = (): void => {
    const name = freshName(
      'question',
      questions.map((one) => one.name),
    );
    onChange([...questions, { ...firstPlace(book), ...placeOf(questions.at(-1)), name, kind: 'text', words: '' }]);
  };
  const setKind = (at: number, kind: ClassQuestion['kind']): void => {
    const { choices: _, ...rest } = questions[at]!;
    onChange(
      questions.map((one, i) =>
        i === at ? { ...rest, kind, ...(kind === 'choice' ? { choices: ['', ''] } : {}) } : one,
      ),
    );
  };
  return (
    <section aria-labelledby="class-questions">
      <h3 id="class-questions">Questions of your own</h3>
      <p>They stand in the page at the end of a step, marked as yours. Answers are part of what is handed in.</p>
      {questions.map((question, i) => (
        <fieldset key={question.name} class="class-form-own">
          <legend>Question {i + 1}</legend>
          <StepPlace {...question} book={book} onPlace={(place) => change(i, place)} />
          <Text
            label="What is asked"
            where={`questions[${i}].words`}
            value={question.words}
            troubles={troubles}
            rows={2}
            onText={(words) => change(i, { words })}
          />
          <Choose label="Answered" names={KINDS} value={question.kind} onChoice={(kind) => setKind(i, kind)} />
          {question.kind === 'choice' && (
            <Text
              label="Choices, one a line"
              where={`questions[${i}].choices`}
              value={question.choices?.join('\n')}
              troubles={troubles}
              rows={4}
              onText={(text) => change(i, { choices: text.split('\n') })}
            />
          )}
          <QuestionPreview question={question} className={className} />
          <button class="button" type="button" onClick={() => onChange(questions.filter((_, k) => k !== i))}>
            Remove question {i + 1}
          </button>
        </fieldset>
      ))}
      <div class="keep-choices">
        <button class="button" type="button" onClick={add}>
          Add a question
        </button>
      </div>
    </section>
  );
}

const placeOf = (last: ClassQuestion | undefined): Partial<Pick<ClassQuestion, 'chapter' | 'step'>> =>
  last ? { chapter: last.chapter, step: last.step } : {};

/** As students see it. What is answered here is forgotten. */
function QuestionPreview({ question, className }: { readonly question: ClassQuestion; readonly className: string }) {
  useEffect(() => () => void writeReply(`preview/${question.name}`, { text: '', saved: 0 }), []);
  return (
    <div class="panel class-own" role="group" aria-label={`Preview of ${question.name}`}>
      <Question key={question.kind} question={{ ...question, chapter: 'preview' }} className={className} />
    </div>
  );
}
