/// <reference lib="webworker" />
import { EngineHost } from './engine-host.ts';

declare const self: DedicatedWorkerGlobalScope;

new EngineHost(self);
